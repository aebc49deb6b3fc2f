using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Cli.Output;

/// <summary>JSON as files have it: indented by two, with the quotes and dashes of sentences as they are, and an end of line.</summary>
internal static class JsonPrinting
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Print(JsonNode json) => json.ToJsonString(Options) + "\n";
}
