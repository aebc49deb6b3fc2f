using System.Collections.Immutable;
using System.Net.Security;
using Slipway.Registries.Images;

namespace Slipway.Registries.Inspection;

/// <summary>Reads what a registry has.</summary>
public interface IRegistryInspector
{
    /// <summary>Whether registries of this server type are read by it.</summary>
    bool Inspects(string serverType);

    /// <summary>What a tag stands at now.</summary>
    Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Tag tag, CancellationToken cancellationToken);

    /// <summary>Whether the repository has that very manifest.</summary>
    Task<InspectionResult> ResolveAsync(RegistryAccess access, ImageRepository repository, Digest digest, CancellationToken cancellationToken);

    /// <summary>The tags of the repository, the most recently pushed first where the registry tells.</summary>
    Task<TagListing> ListAsync(RegistryAccess access, ImageRepository repository, int limit, CancellationToken cancellationToken);
}

/// <summary>How to reach a registry, and to sign in to it, to read from it.</summary>
/// <param name="ServerType">The kind of registry.</param>
/// <param name="BaseAddress">The address of its API.</param>
/// <param name="UserName">The account; null for nobody.</param>
/// <param name="Password">The password or access token.</param>
public sealed record RegistryAccess(string ServerType, Uri BaseAddress, string? UserName, string? Password)
{
    /// <summary>Decides about the registry's certificate; null to trust what the system trusts.</summary>
    public RemoteCertificateValidationCallback? Trust { get; init; }

    /// <summary>Never the password.</summary>
    public override string ToString() => $"{UserName} at {BaseAddress.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}";
}

/// <summary>A tag as the registry has it.</summary>
/// <param name="Tag">The tag.</param>
/// <param name="Digest">What it stands at; null when the registry does not tell.</param>
/// <param name="PushedAt">When it was pushed; null when the registry does not tell.</param>
public sealed record TagState(Tag Tag, Digest? Digest, DateTimeOffset? PushedAt);

/// <summary>What a registry says of a tag or manifest.</summary>
public abstract record InspectionResult
{
    private InspectionResult()
    {
    }

    /// <summary>It is there.</summary>
    public sealed record Found(Digest Digest, DateTimeOffset? PushedAt) : InspectionResult;

    /// <summary>The registry says that it is not there.</summary>
    public sealed record Missing(string Message) : InspectionResult;

    /// <summary>The registry does not say.</summary>
    /// <param name="Message">What was asked, where, what it answered, and what would be right. No secrets.</param>
    /// <param name="IsTransient">Whether trying again later may help.</param>
    public sealed record Refused(string Message, bool IsTransient) : InspectionResult
    {
        /// <summary>How long the registry asks to be left alone; null when it does not say.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}

/// <summary>What a registry says of its tags.</summary>
public abstract record TagListing
{
    private TagListing()
    {
    }

    /// <summary>The tags.</summary>
    /// <param name="Tags">As many as were asked for, at most.</param>
    /// <param name="IsComplete">Whether there are no more.</param>
    public sealed record Listed(ImmutableArray<TagState> Tags, bool IsComplete) : TagListing;

    /// <summary>The registry does not say.</summary>
    /// <inheritdoc cref="InspectionResult.Refused"/>
    public sealed record Refused(string Message, bool IsTransient) : TagListing
    {
        /// <summary>How long the registry asks to be left alone; null when it does not say.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}
