using System.Globalization;

namespace Slipway.Cli.Nouns;

/// <summary>How a person names a thing: by id, or by <c>NAME</c>, <c>PROJECT/NAME</c>, <c>NAME#12</c>, <c>PROJECT/NAME#12</c>.</summary>
internal abstract record Reference
{
    /// <summary>By its id.</summary>
    public sealed record ById(Guid Id) : Reference;

    /// <summary>By its name.</summary>
    /// <param name="Project">Null when any project will do.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Index">Its number; null when it has none or the newest is meant.</param>
    public sealed record ByName(string? Project, string Name, int? Index) : Reference;

    /// <summary>Reads what was written.</summary>
    /// <param name="noun">What kind of thing is meant.</param>
    /// <param name="text">What was written.</param>
    /// <param name="project">What <c>--project</c> says; null when it is not there.</param>
    /// <exception cref="CommandException">Name and option name different projects, or the name is empty.</exception>
    public static Reference Read(Noun noun, string text, string? project)
    {
        if (Guid.TryParseExact(text, "D", out var id))
        {
            return new ById(id);
        }

        var (name, index) = noun.IsNumbered ? Numbered(text) : (text, null);
        var slash = noun.IsInProject ? name.IndexOf('/', StringComparison.Ordinal) : -1;
        var prefix = slash < 0 ? null : name[..slash];
        name = name[(slash + 1)..];
        if (name.Length is 0 || prefix is "")
        {
            throw new CommandException(ExitCodes.Usage, $"'{text}' names no {noun.Singular}. Write {Shape(noun)}.");
        }

        return prefix is null || project is null || prefix == project
            ? new ByName(prefix ?? project, name, index)
            : throw new CommandException(ExitCodes.Usage, $"'{text}' is in project '{prefix}', but --project says '{project}'. Leave one of them out.");
    }

    /// <summary>What can be written for such a thing.</summary>
    public static string Shape(Noun noun) =>
        !noun.HasName ? "its id"
        : noun.IsNumbered ? "NAME#NUMBER, PROJECT/NAME#NUMBER or its id"
        : noun.IsInProject ? $"{noun.NameField.ToUpperInvariant()}, PROJECT/{noun.NameField.ToUpperInvariant()} or its id"
        : "its name or its id";

    private static (string Name, int? Index) Numbered(string text) =>
        text.LastIndexOf('#') is var sign and > 0 && int.TryParse(text.AsSpan(sign + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (text[..sign], index)
            : (text, null);
}
