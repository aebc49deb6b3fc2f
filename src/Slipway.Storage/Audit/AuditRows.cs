using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Slipway.Projects.Audit;
using Slipway.Projects.Resources;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Audit;

/// <summary>Entries as rows and back.</summary>
internal static class AuditRows
{
    private const int MostPaths = 8;
    private const int LongestPath = 160;

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 100 };

    /// <summary>The entry of something that is no change.</summary>
    public static AuditRow Of(AuditEvent what, DateTimeOffset now) =>
        Row(what.Action, what.Kind, new AuditSubject(what.Resource ?? "", what.Project, what.Name), what.Message, null, now);

    /// <summary>The entry of a change.</summary>
    public static AuditRow Of(string action, string kind, AuditSubject subject, AuditChange change, DateTimeOffset now) =>
        Row(action, kind, subject, Changed(change.Paths), change, now);

    public static AuditEntry ToEntry(AuditRow row) => new()
    {
        Id = row.Id,
        At = row.At,
        Who = row.Who,
        From = OrNull(row.Address),
        Action = row.Action,
        Kind = row.Kind,
        Resource = OrNull(row.Resource),
        Project = OrNull(row.Project),
        Name = row.Name,
        Message = row.Message,
        Before = Read(row.Before),
        After = Read(row.After),
    };

    private static AuditRow Row(string action, string kind, AuditSubject subject, string message, AuditChange? change, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        At = now,
        Who = AuditText.Shown(Actor.Current.Name, AuditText.Name),
        Address = AuditText.Shown(Actor.Current.Address ?? "", AuditText.Name),
        Action = action,
        Kind = kind,
        Resource = AuditText.Shown(subject.Resource, AuditText.Name),
        Project = subject.Project ?? "",
        Name = AuditText.Shown(subject.Name, AuditText.Name),
        Message = AuditText.Shown(message, AuditText.Message),
        Before = change?.Before?.ToJsonString(Readable),
        After = change?.After?.ToJsonString(Readable),
    };

    private static string Changed(IReadOnlyList<string> paths) => paths.Count == 0
        ? ""
        : $"Changed {string.Join(", ", paths.Take(MostPaths).Select(path => AuditText.Shown(path, LongestPath)))}{(paths.Count > MostPaths ? $" and {paths.Count - MostPaths} more" : "")}.";

    private static JsonObject? Read(string? json) => json is null ? null : JsonNode.Parse(json, documentOptions: new() { MaxDepth = 100 }) as JsonObject;

    private static string? OrNull(string text) => text.Length == 0 ? null : text;
}
