using System.Collections.Immutable;
using Slipway.Pipelines.Expressions;

namespace Slipway.Execution.Notifications;

/// <summary>Something that somebody is to be told: committed with what it tells of, and then sent until it is taken or given up.</summary>
/// <param name="Report">What people may see of it.</param>
/// <param name="Message">What is sent; null when there is nothing (more) to send.</param>
/// <param name="Secrets">Texts that must not be shown of whatever comes back.</param>
public sealed record Notice(NoticeReport Report, NoticeMessage? Message, ImmutableHashSet<string> Secrets)
{
    /// <summary>What hides them.</summary>
    public SecretMask Mask => new(Secrets);

    /// <summary>Names the notice and never what it says.</summary>
    public override string ToString() => $"{Report.Provider} {Report.Id}";
}
