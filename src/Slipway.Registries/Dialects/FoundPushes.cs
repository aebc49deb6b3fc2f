using System.Globalization;
using Slipway.Registries.Images;
using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>
/// Gathers what one delivery tells. A delivery of many events is not lost for one that cannot be read: the others count, and what was left
/// out is said.
/// </summary>
internal sealed class FoundPushes
{
    /// <summary>How many pushes of one delivery are taken; no registry known sends a tenth of it.</summary>
    public const int Max = 256;

    private readonly List<ImagePushed> pushes = [];
    private readonly HashSet<ImagePushed> known = [];
    private DialectResult.Malformed? firstRefused;
    private string? firstSkipped;
    private int refused;
    private int tooMany;

    /// <summary>A push; the same once more is no other.</summary>
    public void Add(ImagePushed push)
    {
        if (known.Contains(push))
        {
            return;
        }

        if (pushes.Count == Max)
        {
            tooMany++;
            return;
        }

        known.Add(push);
        pushes.Add(push);
    }

    /// <summary>Something that tells of no push.</summary>
    public void Skip(string reason) => firstSkipped ??= reason;

    /// <summary>Something that cannot be read.</summary>
    public void Refuse(ForeignField field, string reason)
    {
        refused++;
        firstRefused ??= new DialectResult.Malformed(field.Path.Length == 0 ? null : field.Path, reason);
    }

    /// <summary>The text, or its lack is refused.</summary>
    public bool TryText(ForeignField field, string example, out string text)
    {
        text = field.Text ?? "";
        if (text.Length == 0)
        {
            Refuse(field, field.Lack(example));
        }

        return text.Length > 0;
    }

    /// <summary>A push put together from texts that are not trusted; a problem with one of them is refused in its field's name.</summary>
    public void Add(PushTexts texts)
    {
        var slash = texts.Path.LastIndexOf('/');
        if (!ImageRepository.TryCreate(texts.Registry, slash < 0 ? "" : texts.Path[..slash], texts.Path[(slash + 1)..], out var repository, out var problem))
        {
            Refuse(texts.PathField, problem);
        }
        else if (!Tag.TryParse(texts.Tag, out var tag, out problem))
        {
            Refuse(texts.TagField, problem);
        }
        else if (!TryDigest(texts, out var digest, out problem))
        {
            Refuse(texts.DigestField, problem!);
        }
        else
        {
            Add(new ImagePushed(repository, tag, digest, texts.PushedAt, texts.PushedBy ?? "", texts.Owner ?? repository.Namespace) { EventId = texts.EventId ?? "" });
        }
    }

    /// <summary>What the delivery turned out to be.</summary>
    /// <param name="repair">What was mended in the body.</param>
    public DialectResult Result(string? repair)
    {
        if (pushes.Count > 0)
        {
            string?[] notes = [repair, LeftOut(), tooMany > 0 ? string.Create(CultureInfo.InvariantCulture, $"{tooMany} pushes left out: at most {Max} of one delivery are taken") : null];
            var said = string.Join("; ", notes.OfType<string>());
            return new DialectResult.Pushed([.. pushes], said.Length > 0 ? said : null);
        }

        return firstRefused ?? (DialectResult)new DialectResult.Nothing(firstSkipped ?? "The delivery names no image.");
    }

    private string? LeftOut() =>
        firstRefused is { } first ? string.Create(CultureInfo.InvariantCulture, $"{refused} of what it tells left out, the first for this: {first.Field}: {first.Reason}") : null;

    private static bool TryDigest(PushTexts texts, out Digest? digest, out string? problem)
    {
        digest = null;
        problem = null;
        return texts.Digest is not { } text || Digest.TryParse(text, out digest, out problem);
    }
}
