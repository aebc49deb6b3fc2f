namespace Slipway.Execution.Secrets;

/// <summary>Tells what the person may do in whose name an execution runs.</summary>
public interface IRequesterRights
{
    /// <summary>Whether their executions may use restricted variables of the project.</summary>
    Task<bool> MayUseRestrictedAsync(string requestedBy, string project, CancellationToken cancellationToken);
}
