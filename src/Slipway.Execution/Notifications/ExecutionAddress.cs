namespace Slipway.Execution.Notifications;

/// <summary>Where people look at executions.</summary>
/// <param name="Get">This server's base address, such as <c>https://cd.acme.example</c>; null while it is not known.</param>
public sealed record ExecutionAddress(Func<Uri?> Get)
{
    /// <summary>The address of one execution; only a path while the server's is not known.</summary>
    public string Of(ExecutionId id)
    {
        var path = $"/executions/{id}";
        return Get() is { } server ? new Uri(server, path).AbsoluteUri : path;
    }
}
