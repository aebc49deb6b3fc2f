using System.Net.Http;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Kubernetes.Rollouts;

namespace Slipway.Tasks.Kubernetes.Writing;

/// <summary>Writes one object so that writing it again for the same attempt changes nothing.</summary>
internal sealed partial class ObjectWriter(ClusterApi api, string attempt)
{
    // Strict: a misspelt field would otherwise be dropped by the server without a word.
    private const string Query = "fieldManager=slipway&fieldValidation=Strict";
    private const string ApplyMediaType = "application/apply-patch+yaml";

    /// <summary>
    /// Server-side apply as field manager <c>slipway</c>. Fields that others manage and the manifest sets are taken over by force,
    /// and the note says from whom. An object that carries this attempt is not written again, whatever became of it since.
    /// </summary>
    public async Task<Checked<WrittenObject>> ApplyAsync(TargetObject target, CancellationToken cancellationToken)
    {
        var before = await api.GetAsync(target.Path, cancellationToken);
        if (before is ApiAnswer.Ok { Body: var existing })
        {
            if (AttemptMark.Read(existing) == attempt)
            {
                return new WrittenObject(target, existing, Change.TakenUp);
            }
        }
        else if (!before.IsRefused(404))
        {
            return Problem(target, before);
        }

        var body = AttemptMark.Stamp(target.Manifest.Body, target.Namespace, attempt);
        var answer = await PatchAsync(target, body, Query, cancellationToken);
        string? note = null;
        if (answer is ApiAnswer.Refused { Status.Code: 409 } refused && refused.Status.Causes.Any(c => c.Reason == "FieldManagerConflict"))
        {
            note = TakenOver(refused.Status);
            answer = await PatchAsync(target, body, $"{Query}&force=true", cancellationToken);
        }

        if (answer is not ApiAnswer.Ok ok)
        {
            return Problem(target, answer);
        }

        var change = before is not ApiAnswer.Ok { Body: var old } ? Change.Created
            : old.Whole("metadata", "generation") is { } generation && generation == ok.Body.Whole("metadata", "generation") ? Change.Unchanged
            : Change.Configured;
        return new WrittenObject(target, ok.Body, change, note);
    }

    /// <summary>Creates it. One that exists already is a failure, unless this very attempt made it, or it may be left alone.</summary>
    public async Task<Checked<WrittenObject>> CreateAsync(TargetObject target, bool mayExist, CancellationToken cancellationToken)
    {
        var body = AttemptMark.Stamp(target.Manifest.Body, target.Namespace, attempt);
        var answer = await api.SendAsync(HttpMethod.Post, $"{target.Resource.CollectionPath(target.Namespace)}?{Query}", body, null, cancellationToken);
        if (answer is ApiAnswer.Ok ok)
        {
            return new WrittenObject(target, ok.Body, Change.Created);
        }

        if (answer is not ApiAnswer.Refused { Status: { Code: 409, Reason: "AlreadyExists" } })
        {
            return Problem(target, answer);
        }

        var there = await api.GetAsync(target.Path, cancellationToken);
        return there switch
        {
            ApiAnswer.Ok { Body: var own } when AttemptMark.Read(own) == attempt => new WrittenObject(target, own, Change.TakenUp),
            ApiAnswer.Ok { Body: var other } when mayExist => new WrittenObject(target, other, Change.LeftAlone),
            ApiAnswer.Ok => Checked<WrittenObject>.Wrong(
                $"{target} exists already. Use the action APPLY to change it, or set continueOnConflict to leave it as it is."),
            _ => Problem(target, there),
        };
    }

    private Task<ApiAnswer> PatchAsync(TargetObject target, JsonObject body, string query, CancellationToken cancellationToken) =>
        api.SendAsync(HttpMethod.Patch, $"{target.Path}?{query}", body, ApplyMediaType, cancellationToken);

    private Checked<WrittenObject> Problem(TargetObject target, ApiAnswer answer) => Checked<WrittenObject>.Wrong(
        SecretValues.Redact($"{target}, {target.Manifest.Place}: {ApiProblem.Say(answer, api.Address)}", target.Manifest.Body));

    private static string TakenOver(ApiStatus conflict)
    {
        var byManager = conflict.Causes
            .Where(c => c.Reason == "FieldManagerConflict")
            .GroupBy(c => Manager().Match(c.Message) is { Success: true } match ? match.Groups[1].Value : "another manager", c => c.Field);
        return $"took over {string.Join("; ", byManager.Select(g => $"{string.Join(", ", g.Take(5))}{(g.Count() > 5 ? ", …" : "")} from {g.Key}"))}";
    }

    [GeneratedRegex("conflict with \"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Manager();
}
