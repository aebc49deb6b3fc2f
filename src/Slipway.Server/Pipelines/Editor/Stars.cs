using Slipway.Pipelines;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>Which input and which output stand out.</summary>
internal static class Stars
{
    /// <summary>With these; null when nothing is left that the document would have to say.</summary>
    public static Starred? With(this Starred? starred, string? input, string? output)
    {
        var changed = (starred ?? new Starred(null, null)) with { Input = input, Output = output };
        return changed is { Input: null, Output: null, Other: null or { Count: 0 } } ? null : changed;
    }
}
