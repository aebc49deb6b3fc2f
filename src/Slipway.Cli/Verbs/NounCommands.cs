using System.CommandLine;
using Slipway.Cli.Connection;
using Slipway.Cli.Nouns;

namespace Slipway.Cli.Verbs;

/// <summary>Makes the commands of one noun; what all nouns can be asked is here and in the files beside it.</summary>
/// <param name="sessions">The way to the server.</param>
/// <param name="noun">What the commands are about.</param>
internal sealed partial class NounCommands(Sessions sessions, Noun noun)
{
    /// <summary>The noun's own <c>--project</c>, the same for all its commands.</summary>
    public Option<string?> Project { get; } = ProjectOption(sessions, $"The project: a list shows only what is in it, and a name is looked for there.");

    public static Option<string?> ProjectOption(Sessions sessions, string description)
    {
        var option = new Option<string?>("--project", "-p") { Description = description, HelpName = "NAME" };
        option.CompletionSources.Add(sessions.Names.Of(ProjectNoun.Noun));
        return option;
    }

    /// <summary>An argument that names one of them.</summary>
    public Argument<string> Named()
    {
        var name = new Argument<string>("NAME") { Description = $"The {noun.Singular}: {Reference.Shape(noun)}." };
        name.CompletionSources.Add(sessions.Names.Of(noun));
        return name;
    }

    /// <summary>An argument that names several of them.</summary>
    public Argument<string[]> NamedSeveral()
    {
        var names = new Argument<string[]>("NAME") { Description = $"The {noun.Plural}: each by {Reference.Shape(noun)}.", Arity = ArgumentArity.OneOrMore };
        names.CompletionSources.Add(sessions.Names.Of(noun));
        return names;
    }

    /// <summary>A command, with <c>--project</c> where things are in projects.</summary>
    public Command With(string name, string description, params IEnumerable<Symbol> symbols)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        if (noun.IsInProject)
        {
            command.Options.Add(Project);
        }

        return command;
    }

    /// <summary>What <c>--project</c> says.</summary>
    public string? ProjectOf(ParseResult arguments) => noun.IsInProject ? arguments.GetValue(Project) : null;
}
