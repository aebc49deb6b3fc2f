using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Slipway.Pipelines;
using Slipway.Projects;
using Slipway.Projects.Resources;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Resources;

/// <summary>
/// What the API, imports and exports need to know of one kind of resource, and what they all do alike. Every door reads the same document
/// and passes the same checks.
/// </summary>
internal abstract class ResourceKind<T>(KindFacts facts, IResourceStore<T> store, ResourceSurroundings surroundings) : IDocumentKind
    where T : class, IResource
{
    /// <summary>What stands in place of a value that is not shown. Sent back in an update it means: as it is.</summary>
    protected const string Masked = "******";

    public KindFacts Facts => facts;

    public IResourceStore<T> Store => store;

    protected ResourceSurroundings Surroundings => surroundings;

    public ApiAccess Access => surroundings.Access;

    /// <summary>Whether they belong to the server and to no project: everybody may look at them, and <see cref="KindFacts.Permission"/> is the server's.</summary>
    public virtual bool IsOfServer => false;

    /// <summary>The projects whose things the caller may look at; null for all of them.</summary>
    private IReadOnlySet<string>? VisibleProjects => IsOfServer ? Access.ShowToEverybody() : Access.VisibleProjects;

    /// <summary>Whether <c>version</c> in its documents is something of its own, and not the number of its revision.</summary>
    protected virtual bool HasDocumentVersion => false;

    /// <summary>The resource as a document.</summary>
    /// <param name="item">The resource.</param>
    /// <param name="secret">What stands in place of secret values; null to leave them out.</param>
    protected abstract Document ToDocument(T item, string? secret);

    /// <summary>The resource that a document means, or what is wrong with it.</summary>
    /// <param name="document">Names its project as the project is called.</param>
    /// <param name="current">What it replaces; null for a new one.</param>
    protected abstract Outcome<T> FromDocument(Document document, T? current);

    /// <summary>What else the API shows of it.</summary>
    protected virtual void Complete(T item, JsonObject json)
    {
    }

    /// <summary>Null when the caller may change this one; kinds with restricted ones say more.</summary>
    protected virtual Problem? Refusal(T item) => null;

    /// <summary>The document that a change means: what the body does not say stays as it is.</summary>
    protected virtual JsonObject Merge(JsonObject current, JsonObject body, bool isPatch)
    {
        foreach (var (key, value) in body)
        {
            current[key] = value?.DeepClone();
        }

        return current;
    }

    protected virtual async Task<Outcome<T>> CreateAsync(Document document, CancellationToken cancellationToken) =>
        FromDocument(document, null) switch
        {
            { Item: { } item } => Kept(await store.AddAsync(item, cancellationToken), item),
            var wrong => wrong,
        };

    protected virtual async Task<Outcome<T>> ReplaceAsync(T current, Document document, int? expectedVersion, CancellationToken cancellationToken) =>
        FromDocument(document, current) switch
        {
            { Item: { } item } => Kept(await store.UpdateAsync(item, expectedVersion, cancellationToken), item),
            var wrong => wrong,
        };

    protected virtual async Task<Problem?> RemoveAsync(T item, CancellationToken cancellationToken)
    {
        await store.RemoveAsync(item.Id, cancellationToken);
        return null;
    }

    /// <summary>Who needs it to be there under its name, such as <c>pipeline 'Deploy'</c>.</summary>
    protected virtual Task<IReadOnlyList<string>> UsersAsync(T item, CancellationToken cancellationToken) =>
        surroundings.Uses.OfAsync(facts.DocumentKind, item.Project, item.Name, cancellationToken);

    public async Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var page = await store.ListAsync(Listing.Query(request, facts.Fields), VisibleProjects, cancellationToken);
        var shown = await ShowAsync(page.Items, cancellationToken);
        return Listing.Answer(page, item => shown[item.Id]);
    }

    public async Task<IResult> GetAsync(HttpContext context, Func<IResourceStore<T>, Task<T?>> find) =>
        await find(store) is { } item ? Results.Json(await ShowAsync(item, context.RequestAborted)) : NotFound().Answer(context);

    public async Task<IResult> PostAsync(HttpContext context, JsonObject body) => await AnswerAsync(context, await MakeAsync(body, context.RequestAborted));

    public async Task<IResult> ChangeAsync(HttpContext context, Func<IResourceStore<T>, Task<T?>> find, JsonObject body, bool isByName, bool isPatch) =>
        await AnswerAsync(context, await find(store) is { } current ? await ChangeAsync(current, body, isByName, isPatch, context.RequestAborted) : NotFound());

    public async Task<IResult> DeleteAsync(HttpContext context, Func<IResourceStore<T>, Task<T?>> find)
    {
        if (await find(store) is not { } item)
        {
            return NotFound().Answer(context);
        }

        var shown = await ShowAsync(item, context.RequestAborted);
        return await DeleteAsync(item, context.RequestAborted) is { } problem ? problem.Answer(context) : Results.Json(shown);
    }

    /// <summary>Makes what a body asks for, if the caller may.</summary>
    public virtual async Task<Outcome<T>> MakeAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var (document, problem) = await ReadAsync(body, cancellationToken);
        problem ??= Check(document!, null);
        return problem is null ? await CreateAsync(OnCreation(document!), cancellationToken) : problem;
    }

    /// <summary>Changes one to what a body asks for. Whether the caller may change things of this kind in its project was asked before.</summary>
    /// <param name="current">As it is.</param>
    /// <param name="body">With the <c>version</c> that it was made from, or none to change whatever is there.</param>
    /// <param name="isByName">Whether it was found by its name, so that a version alone is not meant.</param>
    /// <param name="isPatch">Whether the body says only what changes.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<Outcome<T>> ChangeAsync(T current, JsonObject body, bool isByName, bool isPatch, CancellationToken cancellationToken)
    {
        var (expected, problem) = HasDocumentVersion ? (null, null) : ExpectedVersion(body, isByName);
        if (problem is not null)
        {
            return problem;
        }

        (var document, problem) = await ReadAsync(Merge(await ShowAsync(current, cancellationToken), body, isPatch), cancellationToken);
        if (problem is null && document!.Project != current.Project)
        {
            problem = Problem.BadRequest($"project: {facts.ANoun} stays in its project, which is '{current.Project}'. Make a new one in '{document.Project}'.");
        }

        problem ??= await RenameProblemAsync(current, document!, cancellationToken) ?? Refusal(current) ?? Check(document!, current);
        return problem is null ? await ReplaceAsync(current, document!, expected, cancellationToken) : problem;
    }

    /// <summary>Removes one, unless something needs it. Whether the caller may change things of this kind in its project was asked before.</summary>
    /// <returns>Null when it is gone; otherwise why not.</returns>
    public async Task<Problem?> DeleteAsync(T item, CancellationToken cancellationToken) =>
        Refusal(item) ?? InUse("deleted", await UsersAsync(item, cancellationToken)) ?? await RemoveAsync(item, cancellationToken);

    /// <summary>The resource as the API shows it.</summary>
    public async Task<JsonObject> ShowAsync(T item, CancellationToken cancellationToken) => (await ShowAsync([item], cancellationToken))[item.Id];

    public async Task<(ImportStep? Step, Problem? Problem)> PrepareAsync(Document document, ImportAction action, CancellationToken cancellationToken)
    {
        var (placed, problem) = await PlaceAsync(document, cancellationToken);
        if (problem is not null)
        {
            return (null, problem);
        }

        var current = await store.FindAsync(placed!.Project, placed.Name, cancellationToken);
        problem = (action, current) switch
        {
            (ImportAction.Create, not null) => Problem.Conflict($"{Home(placed.Project)} has {facts.ANoun} '{placed.Name}' already. Import it with action=apply to replace it."),
            (ImportAction.Update, null) => Problem.NotFound($"{Home(placed.Project)} has no {facts.Resource.Noun} '{placed.Name}'. Import it with action=apply to make it."),
            _ => (current is null ? null : Refusal(current)) ?? Check(placed, current),
        };
        return problem is not null
            ? (null, problem)
            : (new ImportStep(current is null ? "CREATED" : "UPDATED", async token =>
                (current is null ? await CreateAsync(placed, token) : await ReplaceAsync(current, placed, expectedVersion: null, token)).Problem), null);
    }

    public async Task<IReadOnlyList<Document>> ExportAsync(IReadOnlySet<string>? names, string? project, CancellationToken cancellationToken)
    {
        var items = (await store.ListAsync(cancellationToken))
            .Where(item => VisibleProjects?.Contains(item.Project) is not false)
            .Where(item => project is null || item.Project.Length == 0 || string.Equals(item.Project, project, StringComparison.OrdinalIgnoreCase))
            .Where(item => names is null || names.Contains(item.Name));
        var documents = new List<Document>();
        foreach (var item in items)
        {
            documents.Add(await ToExportAsync(item, cancellationToken));
        }

        return documents;
    }

    /// <summary>The resource as it stands in a file, without secret values.</summary>
    protected virtual Task<Document> ToExportAsync(T item, CancellationToken cancellationToken) => Task.FromResult(ToDocument(item, secret: null));

    public virtual async Task<IReadOnlyList<Document>> OfProjectAsync(string project, CancellationToken cancellationToken) =>
        [.. (await store.ListAsync(cancellationToken)).Where(item => item.Project == project).Select(item => ToDocument(item, Masked))];

    /// <summary>How documents of this kind are read from JSON bodies; problems come as texts.</summary>
    protected virtual Task<(Document? Document, string? Wrong)> ReadJsonAsync(JsonObject json, CancellationToken cancellationToken)
    {
        var read = DocumentJson.Read(json);
        return Task.FromResult(read.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity is Severity.Error || diagnostic.Code == DiagnosticCodes.UnknownKey) is { } wrong
            ? (null, Said(wrong))
            : (read.Documents[0], (string?)null));
    }

    /// <summary>What a creation makes of what was asked for.</summary>
    protected virtual Document OnCreation(Document document) => document;

    /// <summary>What can be seen to be wrong before anything is written.</summary>
    protected virtual Problem? Check(Document document, T? current) => FromDocument(document, current) switch
    {
        { Problem: { } problem } => problem,
        { Item: { } item } => Refusal(item),
        _ => null,
    };

    /// <summary>Resources as the API shows them, by their ids.</summary>
    protected virtual async Task<IReadOnlyDictionary<Guid, JsonObject>> ShowAsync(IReadOnlyCollection<T> items, CancellationToken cancellationToken)
    {
        var projects = (await surroundings.Projects.ListAsync(cancellationToken)).ToDictionary(project => project.Name, project => project.Id);
        return items.ToDictionary(item => item.Id, item =>
        {
            var json = DocumentJson.Write(ToDocument(item, Masked));
            Complete(item, json);
            json["id"] = item.Id.ToString();
            if (!HasDocumentVersion)
            {
                json["version"] = item.Revision.Version.ToString(CultureInfo.InvariantCulture);
            }

            json["_link"] = $"/codestream/api/{facts.Plural}/{item.Id}";
            if (projects.TryGetValue(item.Project, out var project))
            {
                json["_projectId"] = project.ToString();
            }

            Sign(json, item.Revision);
            return json;
        });
    }

    protected Outcome<T> Kept(SaveResult<T> result, T item) => result switch
    {
        SaveResult<T>.Saved(var kept) => kept,
        SaveResult<T>.NameTaken => NameTaken(item.Project, item.Name),
        SaveResult<T>.Outdated(var current) => Outdated(current),
        _ => NotFound(),
    };

    protected Problem NameTaken(string project, string name) => Problem.Conflict($"{Home(project)} has {facts.ANoun} '{name}' already.");

    // What no project owns is the server's.
    private static string Home(string project) => project.Length == 0 ? "The server" : $"Project '{project}'";

    protected Problem NotFound() => Problem.NotFound($"There is no such {facts.Resource.Noun}.");

    public static Problem Outdated(T current) => Problem.Conflict(
        $"version: '{current.Name}' was changed by {current.Revision.UpdatedBy} at {current.Revision.UpdatedAt.Wire()} and has version {current.Revision.Version} now. Read it again, and make your change from that.");

    protected static string Said(Diagnostic diagnostic) =>
        $"{(diagnostic.Path is null ? "" : $"{diagnostic.Path}: ")}{diagnostic.Message}{(diagnostic.Hint is null ? "" : $" {diagnostic.Hint}")}";

    // Those with an underscore are the same again, "for backward compatibility" as Code Stream's reference says.
    private static void Sign(JsonObject json, Revision revision)
    {
        json["createdBy"] = revision.CreatedBy;
        json["_createdBy"] = revision.CreatedBy;
        json["createdAt"] = revision.CreatedAt.Wire();
        json["_createTimeInMicros"] = revision.CreatedAt.Micros();
        json["updatedBy"] = revision.UpdatedBy;
        json["_updatedBy"] = revision.UpdatedBy;
        json["updatedAt"] = revision.UpdatedAt.Wire();
        json["_updateTimeInMicros"] = revision.UpdatedAt.Micros();
    }

    private async Task<IResult> AnswerAsync(HttpContext context, Outcome<T> outcome) =>
        outcome.Item is { } item ? Results.Json(await ShowAsync(item, context.RequestAborted)) : outcome.Problem!.Answer(context);

    private async Task<(Document? Document, Problem? Problem)> ReadAsync(JsonObject body, CancellationToken cancellationToken)
    {
        var kind = body["kind"]?.ToString() ?? facts.DocumentKind;
        if (!string.Equals(DocumentKinds.Aliases.GetValueOrDefault(kind, kind), facts.DocumentKind, StringComparison.OrdinalIgnoreCase))
        {
            return (null, Problem.BadRequest($"kind: must be {facts.DocumentKind} here, not '{kind}'."));
        }

        body["kind"] = facts.DocumentKind;
        var (document, wrong) = await ReadJsonAsync(body, cancellationToken);
        return wrong is null ? await PlaceAsync(document!, cancellationToken) : (null, Problem.BadRequest(wrong));
    }

    /// <summary>The document in the project that it names, if the caller may put it there.</summary>
    protected virtual async Task<(Document? Document, Problem? Problem)> PlaceAsync(Document document, CancellationToken cancellationToken)
    {
        var project = await surroundings.Projects.FindAsync(document.Project, cancellationToken);
        if (Access.Refusal(facts.Permission, project?.Name, Problem.BadRequest($"project: there is no project '{document.Project}'. Create it first, or name another one.")) is { } refusal)
        {
            return (null, refusal);
        }

        return Names.Check(document.Name) is { } wrong ? (null, Problem.BadRequest(wrong)) : (document with { Project = project!.Name }, null);
    }

    private async Task<Problem?> RenameProblemAsync(T current, Document document, CancellationToken cancellationToken) =>
        document.Name == current.Name ? null : InUse("renamed", await UsersAsync(current, cancellationToken));

    private Problem? InUse(string done, IReadOnlyList<string> users) => users.Count == 0 ? null : Problem.Conflict(
        $"The {facts.Resource.Noun} cannot be {done}: it is used by {string.Join(", ", users.Take(ResourceUses.MostNamed))}{(users.Count > ResourceUses.MostNamed ? $" and {users.Count - ResourceUses.MostNamed} more" : "")}.");

    // A URL with the id means this very thing, so a version that comes with it is meant, too. By name, clients push files that they exported
    // once, with whatever version stood there then; there it counts only together with the id.
    private static (int? Expected, Problem? Problem) ExpectedVersion(JsonObject body, bool isByName)
    {
        var text = body["version"]?.ToString();
        if (string.IsNullOrWhiteSpace(text) || (isByName && string.IsNullOrWhiteSpace(body["id"]?.ToString())))
        {
            return (null, null);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, null)
            : (null, Problem.BadRequest($"version: '{text}' is no version of this server, which are whole numbers. Leave it out to change whatever is there."));
    }
}
