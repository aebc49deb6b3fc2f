using System.Globalization;
using System.Text.Json.Nodes;
using Slipway.Execution.Catalog;
using Slipway.Pipelines;
using Slipway.Pipelines.Editing;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Pipelines;

/// <summary>Pipelines for the editor: as they are written, comments and all. Whatever it gives has its text.</summary>
internal sealed class PipelineDesk(ResourceDesk<PipelineKind, CatalogedPipeline> desk, IPipelineVersions versions)
{
    /// <summary>The one of that id; null when there is none that the reader may look at.</summary>
    public async Task<CatalogedPipeline?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await desk.FindAsync(id, cancellationToken) is { } found ? await versions.WithTextAsync(found, cancellationToken) : null;

    /// <summary>Makes a pipeline, disabled as all new ones are.</summary>
    public Task<Outcome<CatalogedPipeline>> CreateAsync(string text, CancellationToken cancellationToken) =>
        WrittenAsync(desk.CreateAsync(new() { [PipelineKind.Yaml] = text }, cancellationToken), cancellationToken);

    /// <summary>Saves a pipeline.</summary>
    /// <param name="id">The pipeline's id.</param>
    /// <param name="text">What it is to be.</param>
    /// <param name="version">The version that the text was made from: what somebody else has saved since is not overwritten.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public Task<Outcome<CatalogedPipeline>> SaveAsync(Guid id, string text, int version, CancellationToken cancellationToken) => WrittenAsync(
        desk.ReplaceAsync(id, new() { [PipelineKind.Yaml] = text, ["version"] = version.ToString(CultureInfo.InvariantCulture) }, cancellationToken), cancellationToken);

    /// <summary>Enables a pipeline.</summary>
    public Task<Outcome<CatalogedPipeline>> EnableAsync(Guid id, CancellationToken cancellationToken) =>
        WrittenAsync(desk.ChangeAsync(id, new() { ["state"] = "ENABLED" }, cancellationToken), cancellationToken);

    /// <summary>Saves a pipeline as it was in an earlier version; whether it is enabled stays as it is now.</summary>
    public async Task<Outcome<CatalogedPipeline>> RestoreAsync(CatalogedPipeline current, int version, CancellationToken cancellationToken) =>
        await versions.TextAsync(current.Id, version, cancellationToken) is not { } text
            ? Problem.NotFound($"Version {version} is not kept any more: the last {IPipelineVersions.MostKept} are.")
            : DocumentFile.Read(text).Sketch is { } then
                ? await SaveAsync(current.Id, WrittenText.Change(text, then with { State = current.Definition.State }), current.Revision.Version, cancellationToken)
                : Problem.BadRequest($"Version {version} cannot be read by this version of Slipway.");

    private async Task<Outcome<CatalogedPipeline>> WrittenAsync(Task<Outcome<CatalogedPipeline>> doing, CancellationToken cancellationToken) =>
        await doing is { Item: { } item } ? await versions.WithTextAsync(item, cancellationToken) : await doing;
}
