namespace Slipway.EndToEnd.Tests.Crash.Failpoints;

/// <summary>Something that people were told.</summary>
/// <param name="Key">By which a message that comes again is known; empty when it came without.</param>
/// <param name="Text">What it says.</param>
internal sealed record Message(string Key, string Text);
