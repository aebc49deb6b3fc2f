namespace Slipway.Registries.Hooks;

/// <summary>How patient Slipway is with the APIs of registries where it keeps hooks.</summary>
public sealed class RegistryHookOptions
{
    /// <summary>How long one request may take, answer included; 15 s unless told.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
