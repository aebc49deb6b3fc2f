using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Projects.Endpoints;
using Slipway.Tasks;
using Slipway.Triggers;
using Xunit;

namespace Slipway.Server.Tests.Endpoints;

public sealed class EndpointPageTests
{
    [Fact]
    public void The_page_on_endpoints_has_every_type_with_its_properties_as_they_are_declared()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "endpoints.md"));
        var types = new ServiceCollection().AddTasks().AddTriggers().Select(service => service.ImplementationInstance).OfType<EndpointType>().ToList();

        var chapters = string.Join("\n\n", types.OrderBy(type => type.Title, StringComparer.Ordinal).Select(Chapter));

        types.Count.ShouldBe(9);
        page[page.IndexOf("\n## ", page.IndexOf("# Types", StringComparison.Ordinal) + 1, StringComparison.Ordinal)..].Trim().ShouldBe(chapters, $"The chapters should be:\n<<<\n{chapters}\n>>>");
    }

    private static string Chapter(EndpointType type) =>
        $"""
        ## {type.Title}: `{type.Name}`

        {type.Description}

        | property | kind | needed | default | what to enter |
        |---|---|---|---|---|
        {string.Join('\n', type.Properties.Select(Row))}
        """;

    private static string Row(EndpointProperty property) =>
        $"| `{property.Name}` | {Kind(property)} | {Needed(property)} | {(property.Default is { } value ? $"`{value}`" : "")} | {property.Description} |";

    private static string Kind(EndpointProperty property)
    {
        var kind = property.Kind switch
        {
            PropertyKind.Choice => string.Join(", ", property.Choices.Select(choice => $"`{choice}`")),
            PropertyKind.Url => $"url ({string.Join(", ", property.Schemes)})",
            PropertyKind.Number => $"number, {property.Range.Least} to {property.Range.Greatest}",
            PropertyKind.Pem => "PEM",
            PropertyKind.HostKey => "host key",
            var other => other.ToString().ToLowerInvariant(),
        };
        return property.IsSecret ? $"{kind}, secret" : kind;
    }

    private static string Needed(EndpointProperty property) => (property.IsRequired, property.RequiredWhen ?? property.When) switch
    {
        (true, { } when) => $"if {when}",
        (true, null) => "yes",
        (false, { } when) => $"no; used if {when}",
        _ => "no",
    };
}
