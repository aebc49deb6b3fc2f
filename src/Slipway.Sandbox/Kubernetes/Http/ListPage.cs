using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Storage;
using Slipway.Sandbox.Kubernetes.Watching;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>
/// One page of a list. Later pages tell the revision of the first one, so that a watch begun there sees again whatever
/// changed between the pages.
/// </summary>
internal sealed record ListPage(IReadOnlyList<StoredObject> Items, long Revision, string? Continue, int? Remaining)
{
    public static Outcome<ListPage> Of(IReadOnlyList<StoredObject> all, WatchScope scope, string? limit, string? token, long revision)
    {
        var start = 0;
        if (!string.IsNullOrEmpty(token))
        {
            if (Decode(token) is not { } from)
            {
                return ApiFailure.BadRequest("continue key is not valid: it does not come from an earlier page of this list");
            }

            revision = from.Revision;
            start = all.TakeWhile(item => string.CompareOrdinal(Position(item), from.After) <= 0).Count();
        }

        var matching = all.Skip(start).Where(item => scope.Covers(item.Key) && scope.Matches(item)).ToList();
        if (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size == 0 || matching.Count <= size)
        {
            return new ListPage(matching, revision, null, null);
        }

        var items = matching.Take(size).ToList();
        return new ListPage(items, revision, Encode(revision, Position(items[^1])), matching.Count - size);
    }

    public JsonObject Meta()
    {
        var meta = new JsonObject { ["resourceVersion"] = Revision.ToString(CultureInfo.InvariantCulture) };
        if (Continue is not null)
        {
            meta["continue"] = Continue;
            meta["remainingItemCount"] = Remaining;
        }

        return meta;
    }

    private static string Position(StoredObject item) => $"{item.Key.Namespace}\0{item.Key.Name}";

    private static string Encode(long revision, string after) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"{revision.ToString(CultureInfo.InvariantCulture)}\n{after}"));

    private static (long Revision, string After)? Decode(string token)
    {
        var bytes = new byte[token.Length];
        if (!Convert.TryFromBase64String(token, bytes, out var length))
        {
            return null;
        }

        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split('\n', 2);
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var revision) ? (revision, parts[1]) : null;
    }
}
