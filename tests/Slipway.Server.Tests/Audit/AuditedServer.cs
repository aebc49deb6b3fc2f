using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Audit;

/// <summary>What tests ask of a server's audit.</summary>
internal static class AuditedServer
{
    /// <summary>The entries that match, the oldest first.</summary>
    public static async Task<IReadOnlyList<JsonObject>> AuditAsync(this SlipwayClient client, string filter) =>
        [.. (await client.ListAsync($"/codestream/api/audit?$top=1000&$filter={Uri.EscapeDataString(filter)}", TestContext.Current.CancellationToken)).Reverse()];

    public static string Text(this JsonObject entry, string field) => entry[field]?.GetValue<string>() ?? "";
}
