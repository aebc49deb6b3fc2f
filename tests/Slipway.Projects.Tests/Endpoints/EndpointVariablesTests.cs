using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Variables;
using Xunit;

namespace Slipway.Projects.Tests.Endpoints;

public sealed class EndpointVariablesTests
{
    private static readonly EndpointType Type = new("lamp", "Lamp",
    [
        new("url", "URL", "Where it hangs.") { Kind = PropertyKind.Url, IsDestination = true, IsRequired = true },
        new("room", "Room", "Which."),
        new("token", "Token", "The lamp's token.") { IsSecret = true },
        new("key", "Key", "The lamp's key.") { IsSecret = true, Kind = PropertyKind.Pem },
    ]);

    [Theory]
    [InlineData("${var.lamp token}", "lamp token")]
    [InlineData(" ${var.a.b} ", "a.b")]
    [InlineData("${var.}", null)]
    [InlineData("x${var.a}", null)]
    [InlineData("${var.a}${var.b}", null)]
    [InlineData("${input.a}", null)]
    [InlineData(null, null)]
    public void A_reference_is_the_whole_value(string? value, string? name) => VariableReference.NameIn(value).ShouldBe(name);

    [Fact]
    public async Task The_value_of_the_variable_stands_where_it_is_named()
    {
        var (filled, problems) = await FillAsync(isRestricted: false, ("token", "${var.secret}"), ("room", "${var.place}"), ("url", "https://${var.place}"));

        problems.ShouldBeEmpty();
        filled.Property("token").ShouldBe("s3cret");
        filled.Property("room").ShouldBe("attic");
        filled.Property("url").ShouldBe("https://${var.place}");
    }

    [Theory]
    [InlineData("${var.gone}", false, "properties.token: project 'acme' has no variable 'gone'.")]
    [InlineData("${var.locked}", false, "properties.token: variable 'locked' is RESTRICTED")]
    [InlineData("${var.two lines}", false, "properties.token: the value of variable 'two lines' has a line end")]
    [InlineData("${var.locked}", true, null)]
    public async Task What_leads_nowhere_stays_a_reference_and_is_told(string reference, bool isRestricted, string? problem)
    {
        var (filled, problems) = await FillAsync(isRestricted, ("token", reference));

        (filled.Property("token") == reference).ShouldBe(problem is not null);
        if (problem is null)
        {
            problems.ShouldBeEmpty();
        }
        else
        {
            problems.ShouldHaveSingleItem().ShouldStartWith(problem);
        }
    }

    [Fact]
    public void A_secret_of_any_kind_may_be_a_reference_and_an_address_may_not() =>
        Type.Complete(new Dictionary<string, JsonNode?> { ["url"] = "${var.place}", ["key"] = "${var.key}" }).Problems.ShouldHaveSingleItem().ShouldStartWith("properties.url: must be an address");

    private static Task<(Endpoint Endpoint, ImmutableArray<string> Problems)> FillAsync(bool isRestricted, params (string Name, string Value)[] properties) =>
        new EndpointVariables(new Drawer(), [Type]).FillAsync(
            new Endpoint
            {
                Id = Guid.NewGuid(),
                Project = "acme",
                Name = "Lamp",
                Type = "lamp",
                IsRestricted = isRestricted,
                Properties = properties.ToImmutableDictionary(property => property.Name, property => property.Value),
            },
            TestContext.Current.CancellationToken);

    private sealed class Drawer : IVariableDirectory
    {
        private static readonly ImmutableArray<Variable> All =
        [
            Of("secret", VariableType.Secret, "s3cret\n"), Of("place", VariableType.Regular, "attic"), Of("locked", VariableType.Restricted, "k3y"), Of("two lines", VariableType.Secret, "a\nb"),
        ];

        public Task<IReadOnlyList<Variable>> FindAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Variable>>([.. All.Where(variable => variable.Project == project && names.Contains(variable.Name))]);

        private static Variable Of(string name, VariableType type, string value) => new() { Id = Guid.NewGuid(), Project = "acme", Name = name, Type = type, Value = value };
    }
}
