namespace Slipway.Execution.UserOperations;

/// <summary>Knows the people who may answer, and where they do it.</summary>
public interface IApproverDirectory
{
    /// <summary>The mail addresses of those who may answer now, as far as they are known; of many, some.</summary>
    Task<IReadOnlyCollection<string>> AddressesAsync(UserOperation operation, CancellationToken cancellationToken);

    /// <summary>The page where it is answered.</summary>
    Uri PageOf(UserOperation operation);
}
