namespace Slipway.Server.Identity.Provided;

/// <summary>Why somebody who came from the provider is not let in: all that stands in the address of the sign-in page, so that nobody can put words there.</summary>
internal enum Refusal
{
    /// <summary>The provider said no, or what it said could not be verified.</summary>
    Failed,

    /// <summary>An administrator locked them.</summary>
    Locked,
}

/// <summary>What people are told.</summary>
internal static class Refusals
{
    /// <summary>The sign-in page that tells it.</summary>
    public static string Address(this Refusal refusal) => $"/sign-in?Refused={refusal}";

    /// <summary>The sentence.</summary>
    public static string Told(this Refusal refusal, string provider) => refusal switch
    {
        Refusal.Locked => "Your account is locked. An administrator can unlock it.",
        _ => $"Signing in with {provider} did not work. Try again; the server's log tells why.",
    };
}
