using System.CommandLine;
using Slipway.Cli.Output;
using Slipway.Pipelines;
using Slipway.Pipelines.Schema;

namespace Slipway.Cli.Schema;

/// <summary><c>slipway schema</c>: what editors need to complete, explain and check documents while they are written.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var strict = new Option<bool>("--strict") { Description = "Ask for what 'validate --strict' asks for as well: the keys without which a task cannot run, and its name." };
        var command = new Command("schema", "Prints a JSON Schema (draft-07) of every kind of document, for editors.") { strict };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var schema = DocumentSchema.Create(arguments.GetValue(strict) ? Strictness.Editor : Strictness.Import);
            await arguments.InvocationConfiguration.Output.WriteAsync(JsonPrinting.Print(schema).AsMemory(), cancellationToken);
            return ExitCodes.Done;
        });
        return command;
    }
}
