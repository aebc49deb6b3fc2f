namespace Slipway.Bench;

/// <summary>A run that can give no figure: something is missing, or what was measured did not do its work.</summary>
internal sealed class BenchException(string message) : Exception(message);
