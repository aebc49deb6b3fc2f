namespace Slipway.Registries.Dialects;

/// <summary>
/// Reads the notifications of GitLab's container registry, which is a fork of CNCF Distribution and sends the same envelope
/// (docs.gitlab.com/administration/packages/container_registry, "Configure container registry notifications").
/// </summary>
public sealed class GitLabDialect : DistributionDialect
{
    /// <inheritdoc/>
    public override string ServerType => "GitLab";
}
