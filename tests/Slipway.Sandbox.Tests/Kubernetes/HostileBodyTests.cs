using System.Text;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class HostileBodyTests
{
    public static TheoryData<string, string> Bodies => new()
    {
        { "application/json", "" },
        { "application/json", "null" },
        { "application/json", "[]" },
        { "application/json", "\"text\"" },
        { "application/json", "{" },
        { "application/json", """{"metadata":[]}""" },
        { "application/json", """{"metadata":{"name":7}}""" },
        { "application/json", """{"metadata":{"name":"x","labels":{"a":{}}}}""" },
        { "application/json", """{"metadata":{"name":"x"},"metadata":{"name":"y"}}""" },
        { "application/json", string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5000) },
        { "application/yaml", "a: [1, 2" },
        { "application/yaml", "a: 1\na: 2" },
        { "application/yaml", "a: *nothing" },
        { "application/yaml", string.Concat(Enumerable.Repeat("[", 5000)) },
        { "application/yaml", Bomb() },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_that_is_no_object_is_a_400_Status(string type, string body)
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, status) = await cluster.SendAsync(HttpMethod.Post, Cluster.ConfigMaps, body, type);

        code.ShouldBe(400);
        status["kind"]!.ToString().ShouldBe("Status");
        status["message"]!.ToString().ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public async Task A_body_over_three_mebibytes_is_413()
    {
        await using var cluster = await Cluster.StartAsync();

        var (code, status) = await cluster.SendAsync(HttpMethod.Post, Cluster.ConfigMaps, new string(' ', (3 * 1024 * 1024) + 1));

        code.ShouldBe(413);
        status["reason"]!.ToString().ShouldBe("RequestEntityTooLarge");
    }

    [Theory]
    [InlineData("""{"spec":{"template":7}}""")]
    [InlineData("""{"spec":{"template":{"spec":{"containers":{"a":1}}}}}""")]
    [InlineData("""{"spec":{"selector":[]}}""")]
    [InlineData("""{"spec":null}""")]
    public async Task A_workload_of_wrong_types_is_refused_not_crashed_on(string patch)
    {
        await using var cluster = await Cluster.StartAsync();
        await cluster.PostAsync(Cluster.Deployments, Cluster.Deployment("web", "acme/web:1"));

        (await cluster.PatchAsync($"{Cluster.Deployments}/web", patch)).Code.ShouldBeOneOf(400, 422);
    }

    private static string Bomb()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        return text.ToString();
    }
}
