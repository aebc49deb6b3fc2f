namespace Slipway.Cli.Nouns;

/// <summary>The name of something that is to be made: it must say in which project.</summary>
internal static class NewName
{
    /// <exception cref="CommandException">It does not say in which project.</exception>
    public static (string Project, string Name) Read(Noun noun, string text, string? project)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return (slash > 0 ? text[..slash] : null, project) switch
        {
            (null, null) => throw new CommandException(ExitCodes.Usage, $"in which project? Write PROJECT/{text}, or use --project."),
            (null, { } option) => (option, text),
            ({ } prefix, var option) when option is null || option == prefix => (prefix, text[(slash + 1)..]),
            (var prefix, var option) => throw new CommandException(ExitCodes.Usage, $"the new {noun.Singular} '{text}' would be in project '{prefix}', but --project says '{option}'. Leave one of them out."),
        };
    }
}
