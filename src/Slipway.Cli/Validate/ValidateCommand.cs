using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Cli.Validate.Files;
using Slipway.Cli.Validate.Reports;
using Slipway.Pipelines;

namespace Slipway.Cli.Validate;

/// <summary><c>slipway validate</c>: what is wrong with documents, without a server.</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Files, directories (searched for *.yaml, *.yml and *.json), or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "Judge as the editor does: what an import lets pass with a warning and cannot run is an error." };
        var complete = new Option<bool>("--complete") { Description = "The files are all there is: tell of endpoints, variables, pipelines and custom integrations that none of them has." };
        var format = new Option<string>("--format") { Description = "How to tell it: text, json or sarif.", DefaultValueFactory = _ => Report.Formats[0] };
        format.AcceptOnlyFromAmong([.. Report.Formats]);

        var command = new Command("validate", "Checks pipelines and other documents. Exits with 0 when there are no errors, 1 when there are, 2 when a file cannot be read.") { files, strict, complete, format };
        command.SetAction((arguments, cancellationToken) => RunAsync(
            arguments.GetValue(files)!,
            new ReadOptions { Strictness = arguments.GetValue(strict) ? Strictness.Editor : Strictness.Import },
            arguments.GetValue(complete),
            Report.Of(arguments.GetValue(format)!, colours: Terminal.HasColours(arguments.InvocationConfiguration.Output)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] arguments, ReadOptions options, bool complete, Report report, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        var (found, unreadable) = FileSearch.Find(arguments);
        var files = new List<CheckedFile>();
        foreach (var file in found)
        {
            switch (await FileReading.ReadAsync(file, options, cancellationToken))
            {
                case ReadFile.Read read:
                    files.Add(new CheckedFile(file.Name, read.Result));
                    break;
                case ReadFile.Failed failed:
                    unreadable.Add(new UnreadableFile(file.Name, failed.Why));
                    break;
            }
        }

        var surroundings = new Surroundings(files, isComplete: complete && unreadable.Count is 0 && !files.Any(f => f.Result.HasErrors));
        var outcome = new Outcome([.. files.Select(f => f.Name)], [.. files.SelectMany(surroundings.FindingsOf)], [.. unreadable]);
        await output.WriteAsync(report.Print(outcome).AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
        await error.WriteAsync(Summary.Print(outcome, completeInVain: complete && !surroundings.IsComplete).AsMemory(), cancellationToken);
        return outcome.ExitCode;
    }
}
