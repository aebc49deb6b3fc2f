namespace Slipway.Pipelines.Source;

/// <summary>The entries of a map while it is read. A key that comes again is told, and its value left out.</summary>
internal sealed class MapEntries(DiagnosticList diagnostics)
{
    private readonly List<SourceEntry> _all = [];
    private readonly Dictionary<string, Place> _firsts = new(StringComparer.Ordinal);

    public IReadOnlyList<SourceEntry> All => _all;

    public void Add(SourceScalar key, SourceNode value)
    {
        if (_firsts.TryAdd(key.Text, key.Place))
        {
            _all.Add(new SourceEntry(key, value));
        }
        else
        {
            var first = _firsts[key.Text];
            diagnostics.Error(
                DiagnosticCodes.DuplicateKey,
                key.Place,
                () => ($"The key '{SourceText.Shown(key.Text)}' is here for the second time; the first is at {first.Line}:{first.Column}.", "Keep one of them."));
        }
    }
}
