using System.Collections.Immutable;

namespace Slipway.Projects.Endpoints;

/// <summary>One property of an endpoint type.</summary>
/// <param name="Name">The key in <see cref="Endpoint.Properties"/>.</param>
/// <param name="Title">The label in a form.</param>
/// <param name="Description">What to enter, for the person who fills it in.</param>
public sealed record EndpointProperty(string Name, string Title, string Description)
{
    /// <summary>What the value looks like.</summary>
    public PropertyKind Kind { get; init; } = PropertyKind.Text;

    /// <summary>Whether an endpoint without it is refused, as far as the property <see cref="When">applies</see>.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the value is sealed at rest and masked everywhere.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The value when none is given, as far as the property <see cref="When">applies</see>; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>The allowed values; empty when any are.</summary>
    public ImmutableArray<string> Choices { get; init; } = [];

    /// <summary>The allowed schemes of a <see cref="PropertyKind.Url"/>.</summary>
    public ImmutableArray<string> Schemes { get; init; } = ["https", "http"];

    /// <summary>The least and the greatest <see cref="PropertyKind.Number"/>.</summary>
    public (int Least, int Greatest) Range { get; init; } = (0, int.MaxValue);

    /// <summary>When a form shows it; null for always. A value that is given although it does not apply is kept and not used.</summary>
    public PropertyCondition? When { get; init; }

    /// <summary>Narrows <see cref="IsRequired"/> of a property that always applies; null for no narrowing.</summary>
    public PropertyCondition? RequiredWhen { get; init; }

    /// <summary>Whether it says where the secrets are sent: one that is stored is not taken along to another place.</summary>
    public bool IsDestination { get; init; }

    /// <summary>Whether its value may be a <see cref="VariableReference"/>. Where secrets are sent always stands in the endpoint itself.</summary>
    public bool MayRefer => !IsDestination && (IsSecret || Kind is PropertyKind.Text);

    /// <summary>Whether it applies beside these values.</summary>
    public bool AppliesTo(IReadOnlyDictionary<string, string> values) => When?.Holds(values) is not false;

    /// <summary>Whether it must have a value beside these.</summary>
    public bool IsRequiredBeside(IReadOnlyDictionary<string, string> values) => IsRequired && AppliesTo(values) && RequiredWhen?.Holds(values) is not false;
}

/// <summary>That another property has one of some values.</summary>
/// <param name="Property">The other property's name.</param>
/// <param name="Values">Any of these.</param>
public sealed record PropertyCondition(string Property, params ImmutableArray<string> Values)
{
    /// <summary>Whether it must have none of the values instead.</summary>
    public bool IsNot { get; init; }

    /// <summary>Whether it is so.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> values) => (values.TryGetValue(Property, out var value) && Values.Contains(value)) != IsNot;

    /// <summary>As a sentence says it.</summary>
    public override string ToString() => $"{Property} is {(IsNot ? "not " : "")}{string.Join(" or ", Values)}";
}

/// <summary>What the value of a property looks like, and so how a form asks for it and what is refused.</summary>
public enum PropertyKind
{
    /// <summary>One line.</summary>
    Text,

    /// <summary>Several lines.</summary>
    Multiline,

    /// <summary>An absolute address with one of the property's schemes, without user name and password (<c>ssh</c>: without password).</summary>
    Url,

    /// <summary>A host name or an IP address.</summary>
    Host,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Boolean,

    /// <summary>One of the property's choices.</summary>
    Choice,

    /// <summary>Certificates or a key as PEM, or the base64 of that, as kubeconfigs have it.</summary>
    Pem,

    /// <summary>A certificate's SHA-256: 64 hexadecimal digits, with or without colons.</summary>
    Fingerprint,

    /// <summary>An SSH host key's SHA-256 as OpenSSH shows it: <c>SHA256:</c> and 43 characters.</summary>
    HostKey,
}
