namespace Slipway.Sandbox.DockerHub;

/// <summary>A tag and what it points to now.</summary>
internal sealed record HubTag(long Id, string Name, string Digest, string Amd64Digest, string Arm64Digest, string PushedBy, DateTimeOffset PushedAt);
