using System.Net;
using Slipway.Cli.Client;

namespace Slipway.Cli;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    /// <summary>It was done.</summary>
    public const int Done = 0;

    /// <summary>It was not done, or documents have errors, or the execution that was waited for did not complete.</summary>
    public const int Failed = 1;

    /// <summary>It was asked wrongly: options that do not exist, files that cannot be read, values that the server does not take.</summary>
    public const int Usage = 2;

    /// <summary>Nobody is signed in, or the sign-in holds no longer.</summary>
    public const int NotSignedIn = 3;

    /// <summary>There is no such thing.</summary>
    public const int NotFound = 4;

    /// <summary>The person's role does not allow it.</summary>
    public const int NotAllowed = 5;

    /// <summary>It is there already, or is in use, or was changed meanwhile.</summary>
    public const int Conflict = 6;

    /// <summary>What a shell calls a program that was ended by Ctrl+C.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them with what they mean, as help and documentation list them.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> All { get; } =
    [
        (Done, "done"),
        (Failed, "failed, or what was waited for did not complete"),
        (Usage, "wrong usage, or a file that cannot be read"),
        (NotSignedIn, "not signed in"),
        (NotFound, "not found"),
        (NotAllowed, "not allowed"),
        (Conflict, "conflict: there already, in use, or changed meanwhile"),
        (Interrupted, "interrupted"),
    ];

    /// <summary>What the server's refusal is to the caller of the program.</summary>
    public static int Of(ApiException refusal) => refusal.Status switch
    {
        HttpStatusCode.Unauthorized => NotSignedIn,
        HttpStatusCode.Forbidden => NotAllowed,
        HttpStatusCode.NotFound => NotFound,
        HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => Conflict,
        _ => Failed,
    };
}
