using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Cli.Documents;

/// <summary>What the server says of an import: a YAML document of <c>name</c>, <c>status</c> and <c>statusMessage</c> for each that came in.</summary>
internal static class ImportAnswer
{
    public static IReadOnlyList<JsonObject> Read(string yaml)
    {
        var rows = new List<JsonObject>();
        try
        {
            var parser = new Parser(new StringReader(yaml));
            var depth = 0;
            string? key = null;
            while (parser.MoveNext())
            {
                depth += parser.Current!.NestingIncrease;
                switch (parser.Current)
                {
                    case DocumentStart:
                        rows.Add(new JsonObject { ["name"] = "", ["status"] = "", ["statusMessage"] = "" });
                        key = null;
                        break;
                    case Scalar text when depth is InMapping && key is null:
                        key = text.Value;
                        break;
                    case Scalar text when depth is InMapping:
                        rows[^1][key!] = text.Value;
                        key = null;
                        break;
                    case MappingEnd or SequenceEnd when depth is InMapping:
                        key = null;
                        break;
                }
            }
        }
        catch (YamlException e)
        {
            throw new CommandException($"the server's answer to the import cannot be understood: {e.Message}");
        }

        return rows;
    }

    /// <summary>The depth right below a document: stream, document, mapping.</summary>
    private const int InMapping = 3;
}
