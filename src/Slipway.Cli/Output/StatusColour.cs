namespace Slipway.Cli.Output;

/// <summary>The colours of statuses: green is well, red is not, yellow is under way.</summary>
internal static class StatusColour
{
    private const string Green = "\e[32m";
    private const string Red = "\e[31m";
    private const string Yellow = "\e[33m";
    private const string Plain = "\e[0m";

    public static string Paint(string status) => status.ToUpperInvariant() switch
    {
        "COMPLETED" or "CREATED" or "UPDATED" or "ENABLED" or "RELEASED" or "STARTED" or "APPROVED" => $"{Green}{status}{Plain}",
        "FAILED" or "CANCELED" or "CANCELLED" or "REFUSED" or "ROLLBACK_FAILED" or "ROLLBACK_COMPLETED" or "REJECTED" or "EXPIRED" => $"{Red}{status}{Plain}",
        "QUEUED" or "RUNNING" or "WAITING" or "PAUSED" or "PAUSING" or "RESUMING" or "CANCELING" or "ACTIVE" => $"{Yellow}{status}{Plain}",
        _ => status,
    };
}
