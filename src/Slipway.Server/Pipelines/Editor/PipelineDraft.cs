using System.Collections.Immutable;
using System.Text;
using Slipway.Pipelines;
using Slipway.Pipelines.Editing;

namespace Slipway.Server.Pipelines.Editor;

/// <summary>A pipeline that is being written: its text, what can be said of it, and the pipeline that it means.</summary>
internal sealed class PipelineDraft(PipelineInspection inspection)
{
    /// <summary>What is written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the text means, as far as it can be made out; it may have errors still. Null while it cannot be read at all.</summary>
    public Pipeline? Pipeline { get; private set; }

    /// <summary>What the text meant when it could last be read, for what is offered while somebody types.</summary>
    public Pipeline? LastReadable { get; private set; }

    /// <summary>What there is to say of the text, by line.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    /// <summary>How many errors there are.</summary>
    public int Errors => Diagnostics.Count(diagnostic => diagnostic.Severity is Severity.Error);

    /// <summary>Somebody has written something else.</summary>
    public async Task TakeAsync(string text, CancellationToken cancellationToken)
    {
        Text = text;
        var read = await inspection.ReadAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        if (Text != text)
        {
            return;
        }

        Pipeline = read.Sketch;
        (_, Diagnostics) = OneDocument.Of<Pipeline>(read, "a pipeline", DocumentKinds.Pipeline);
        LastReadable = Pipeline ?? LastReadable;
    }

    /// <summary>Somebody has changed the pipeline elsewhere: the text says so, too.</summary>
    public Task ChangeAsync(Pipeline pipeline, CancellationToken cancellationToken) => TakeAsync(WrittenText.Change(Text, pipeline), cancellationToken);
}
