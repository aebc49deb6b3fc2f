namespace Slipway.Sandbox.Kubernetes;

/// <summary>How a sandbox cluster shall be.</summary>
public sealed record KubernetesSandboxOptions
{
    /// <summary>The port on 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The bearer token to demand; null makes one up.</summary>
    public string? Token { get; init; }

    /// <summary>
    /// Whether to speak HTTPS with a certificate made for this run. Without it kubectl does not work, because it sends no token over plain HTTP.
    /// </summary>
    public bool UseTls { get; init; } = true;

    /// <summary>A file to which every client write is appended as one JSON line, at once; null keeps the audit in memory only.</summary>
    public string? AuditLog { get; init; }

    /// <summary>How long one step of a pod's life takes: scheduling, pulling, becoming ready, ending.</summary>
    public TimeSpan StepDelay { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long pulling takes when the image's name says <c>slow</c>.</summary>
    public TimeSpan SlowPull { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How many changes a watch can go back; older revisions get 410.</summary>
    public int WatchHistory { get; init; } = 10_000;

    /// <summary>The clock of timestamps, steps and deadlines.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
