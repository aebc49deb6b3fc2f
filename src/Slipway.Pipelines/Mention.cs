using Slipway.Pipelines.Checks;

namespace Slipway.Pipelines;

/// <summary>Something of the same project that a document names.</summary>
/// <param name="Kind">One of <see cref="DocumentKinds"/>.</param>
/// <param name="Name">Its name. Names of variables may hold dots, so <c>${var.a.b}</c> mentions both <c>a</c> and <c>a.b</c>.</param>
public sealed record Mention(string Kind, string Name)
{
    /// <summary>What a document names, each once. A name with <c>${…}</c> in it is known only when it runs, and is not among them.</summary>
    public static IReadOnlySet<Mention> Of(Document document)
    {
        var read = DocumentFile.Read(DocumentFile.Write(document));
        return read.Uses.SelectMany(uses => uses).SelectMany(Of).ToHashSet();
    }

    private static IEnumerable<Mention> Of(Use use) => use switch
    {
        Use.Endpoint endpoint => [new(DocumentKinds.Endpoint, endpoint.Name)],
        Use.Variable variable => variable.Candidates.Select(name => new Mention(DocumentKinds.Variable, name)),
        Use.OtherPipeline pipeline => [new(DocumentKinds.Pipeline, pipeline.Name)],
        Use.CustomIntegration integration => [new(DocumentKinds.CustomIntegration, integration.Name)],
        _ => [],
    };
}
