namespace Slipway.Sandbox.DockerHub;

/// <summary>A hook as the Hub keeps it (<c>webhook_pipeline</c> with one webhook).</summary>
/// <param name="Slug">The Hub's own name for the hook.</param>
/// <param name="Name">The name that its maker gave it; unique in the repository.</param>
/// <param name="Url">What is called. Its query holds the receiver's secret.</param>
/// <param name="ExpectFinalCallback">Kept as given; the Hub of today does nothing with it.</param>
/// <param name="Creator">The account that made it.</param>
/// <param name="Created">When it was made.</param>
public sealed record HubHook(string Slug, string Name, Uri Url, bool ExpectFinalCallback, string Creator, DateTimeOffset Created)
{
    /// <summary>Names the hook and never the address with its secret.</summary>
    public override string ToString() => $"{Name} ({Slug})";
}

/// <summary>One delivery to a hook, as its history shows it.</summary>
/// <param name="Id">Counts up over the whole Hub.</param>
/// <param name="At">When it was sent.</param>
/// <param name="Image">Repository and tag.</param>
/// <param name="Answer">What came back.</param>
public sealed record HubDelivery(long Id, DateTimeOffset At, string Image, HookAnswer Answer);
