using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Access;
using Slipway.Projects.CustomIntegrations;
using Slipway.Projects.Resources;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.CustomIntegrations;

/// <summary><c>/custom-integrations</c> (Code Stream API): the drafts. Everybody may read them; administrators of the server write them.</summary>
internal sealed partial class CustomIntegrationKind(ICustomIntegrationStore store, ResourceSurroundings surroundings, TimeProvider clock)
    : ResourceKind<CustomIntegration>(Of, store, surroundings)
{
    public static readonly KindFacts Of = new(
        DocumentKinds.CustomIntegration, "custom-integrations", 3, CustomIntegrationFields.All, Permission.ManageIntegrations, new Resource("custom integration", (_, _, _) => Task.FromResult<string?>("")));

    private const string Status = "status";

    public override bool IsOfServer => true;

    protected override bool HasDocumentVersion => true;

    /// <summary>The draft. It bears the last version's name and status while it is that version still, for a name must not come to mean something else elsewhere.</summary>
    protected override Document ToDocument(CustomIntegration item, string? secret) =>
        item.Versions is [.., var last] && Text(last.Definition, item.Name) == Text(item.Draft, item.Name)
            ? item.Draft with { Name = item.Name, Version = last.Name, Other = WithStatus(item.Draft.Other, last.Status) }
            : item.Draft with { Name = item.Name, Version = "" };

    /// <summary>A version that the document names and that is not there yet comes into being with it, for tasks name it.</summary>
    protected override Outcome<CustomIntegration> FromDocument(Document document, CustomIntegration? current)
    {
        var draft = (CustomIntegrationDocument)document;
        var integration = new CustomIntegration
        {
            Id = current?.Id ?? Guid.CreateVersion7(),
            Name = draft.Name,
            Draft = draft with { Version = "", Other = WithStatus(draft.Other, null) },
            Versions = current?.Versions ?? [],
        };
        if (draft.Version.Length == 0 || integration.Find(draft.Version) is not null)
        {
            return integration;
        }

        return NewVersionProblem(integration, draft.Version) is { } problem
            ? problem
            : integration.With(new IntegrationVersion(
                draft.Version, "", IntegrationActions.Read(draft.Other?[Status]?.ToString()), integration.Draft, Actor.Current.Name, clock.GetUtcNow()));
    }

    /// <summary>The draft as people write it.</summary>
    public static string TextOf(CustomIntegration integration) => Text(integration.Draft, integration.Name);

    /// <summary>Why an integration cannot have one more version of that name, or null.</summary>
    public static Problem? NewVersionProblem(CustomIntegration integration, string? version) =>
        Names.Check(version) is { } wrong ? Problem.BadRequest(wrong.Replace("name:", "version:", StringComparison.Ordinal))
        : integration.Find(version!) is not null ? Problem.Conflict($"Custom integration '{integration.Name}' has a version '{version}' already.")
        : integration.Versions.Length >= CustomIntegration.MostVersions
            ? Problem.Conflict($"Custom integration '{integration.Name}' has {CustomIntegration.MostVersions} versions, which is the most that are kept; delete some first.")
        : null;

    /// <summary>Why what was read cannot be written: somebody else wrote since.</summary>
    public static Problem Changed(CustomIntegration now) => Problem.Conflict(
        $"Custom integration '{now.Name}' was changed by {now.Revision.UpdatedBy} in the same moment. Read it again, and make your change from that.");

    /// <summary>Draft and versions lie in one row, so that a draft written over what is not there any more would take a version with it.</summary>
    protected override async Task<Outcome<CustomIntegration>> ReplaceAsync(CustomIntegration current, Document document, int? expectedVersion, CancellationToken cancellationToken) =>
        FromDocument(document, current) switch
        {
            { Item: { } item } => await Store.UpdateAsync(item, current.Revision.Version, cancellationToken) is var result && result is SaveResult<CustomIntegration>.Outdated(var now)
                ? Changed(now)
                : Kept(result, item),
            var wrong => wrong,
        };

    /// <summary>As cs-cli reads it: the latest version's name and status, and the whole as YAML.</summary>
    protected override void Complete(CustomIntegration item, JsonObject json)
    {
        json.Remove("project");
        json["version"] = item.Versions is [.., var last] ? last.Name : "";
        json[Status] = item.Versions is [.., var latest] ? latest.Status.Wire() : "DRAFT";
        json["yaml"] = Text(item.Draft, item.Name);
    }

    protected override Task<(Document? Document, Problem? Problem)> PlaceAsync(Document document, CancellationToken cancellationToken)
    {
        var problem = Access.Refusal(Permission.ManageIntegrations)
            ?? (document.Project.Length > 0 ? Problem.BadRequest("project: a custom integration belongs to the server; leave the project out.") : null)
            ?? (Names.Check(document.Name) is { } wrong ? Problem.BadRequest(wrong) : null);
        return Task.FromResult<(Document?, Problem?)>((problem is null ? document : null, problem));
    }

    /// <summary>A body says what it does in its own keys, or as text in <c>yaml</c>, as Code Stream's does; the text wins.</summary>
    protected override Task<(Document? Document, string? Wrong)> ReadJsonAsync(JsonObject json, CancellationToken cancellationToken)
    {
        json.Remove(Status);
        if (json["yaml"]?.ToString() is not { Length: > 0 } yaml)
        {
            json.Remove("yaml");
            return base.ReadJsonAsync(json, cancellationToken);
        }

        var text = DocumentStart().Replace(yaml, "", 1);
        text = string.Concat(
            KindLine().IsMatch(text) ? "" : $"kind: {DocumentKinds.CustomIntegration}\n",
            NameLine().IsMatch(text) ? "" : $"name: {JsonValue.Create(json["name"]?.ToString() ?? "").ToJsonString()}\n",
            text);
        var read = DocumentFile.Read(text);
        return Task.FromResult(read.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity is Severity.Error) is { } wrong ? (null, $"yaml: {Said(wrong)}")
            : read.Documents is [CustomIntegrationDocument document] ? ((Document)document with { Name = json["name"]?.ToString() ?? document.Name, Description = json["description"]?.ToString() ?? document.Description }, null)
            : ((Document?)null, (string?)"yaml: must hold one custom integration."));
    }

    /// <summary>What the body says wins over the text that was shown before, and a text in the body over everything.</summary>
    protected override JsonObject Merge(JsonObject current, JsonObject body, bool isPatch)
    {
        var shown = current["yaml"]?.ToString();
        var merged = base.Merge(current, body, isPatch);
        if (body["yaml"] is null || body["yaml"]!.ToString() == shown)
        {
            merged.Remove("yaml");
        }

        return merged;
    }

    protected override Task<IReadOnlyList<string>> UsersAsync(CustomIntegration item, CancellationToken cancellationToken) =>
        Surroundings.Uses.OfAnywhereAsync(Facts.DocumentKind, item.Name, cancellationToken);

    private static string Text(CustomIntegrationDocument document, string name) => DocumentFile.Write(document with { Name = name });

    // Where a version stands is the server's to say; a file carries it from one to another.
    private static JsonObject? WithStatus(JsonObject? other, IntegrationStatus? status)
    {
        var changed = other?.DeepClone().AsObject() ?? [];
        changed.Remove(Status);
        if (status is { } known)
        {
            changed[Status] = known.Wire();
        }

        return changed.Count == 0 ? null : changed;
    }

    /// <summary>They name nothing of a project.</summary>
    public override Task<IReadOnlyList<Document>> OfProjectAsync(string project, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<Document>>([]);

    [GeneratedRegex(@"\A(?:\s*\n)*---[^\n]*\n")]
    private static partial Regex DocumentStart();

    [GeneratedRegex(@"^kind\s*:", RegexOptions.Multiline)]
    private static partial Regex KindLine();

    [GeneratedRegex(@"^name\s*:", RegexOptions.Multiline)]
    private static partial Regex NameLine();
}
