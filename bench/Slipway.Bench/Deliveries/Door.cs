namespace Slipway.Bench.Deliveries;

/// <summary>Where the deliveries go. The controls have the same door, and do not ask for the token.</summary>
internal static class Door
{
    public const string Path = "/pipelines/api/docker-hub-webhooks";
    public const string Token = "a-token-that-only-the-bench-knows";

    public static Uri Of(Uri server) => new(server, $"{Path}?secureToken={Token}");
}
