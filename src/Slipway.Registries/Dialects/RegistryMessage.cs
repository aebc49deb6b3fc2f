namespace Slipway.Registries.Dialects;

/// <summary>A delivery as it came in: everything of it by which a registry may say something.</summary>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The bytes.</param>
public sealed record RegistryMessage(MessageHeaders Headers, ReadOnlyMemory<byte> Body);
