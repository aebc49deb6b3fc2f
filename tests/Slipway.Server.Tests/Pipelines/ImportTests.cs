using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Pipelines;

public sealed class ImportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_error_in_the_yaml_is_answered_with_line_column_and_what_would_be_right()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.ImportAsync("project: acme\nkind: PIPELINE\nname: x\nstageOrder: [Biuld]\nstages:\n  Build:\n    taskOrder: [A]\n    tasks:\n      A: {type: K8S}\n", Cancellation));

        refused.Message.ShouldContain("4:14: error");
        refused.Message.ShouldContain("Did you mean 'Build'?");
    }

    [Fact]
    public async Task A_pipeline_for_a_project_that_is_not_there_is_refused()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        var refused = await Should.ThrowAsync<ApiException>(server.Client.ImportAsync("project: nobody\nkind: PIPELINE\nname: x\nstageOrder: [B]\nstages: {B: {taskOrder: [A], tasks: {A: {type: K8S}}}}\n", Cancellation));

        refused.Message.ShouldContain("there is no project 'nobody'");
    }

    [Theory]
    [InlineData("/codestream/api")]
    [InlineData("/pipeline/api")]
    public async Task Both_prefixes_serve_the_same_pipelines(string prefix)
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var pipeline = (await server.Client.ListAsync($"{prefix}/pipelines", Cancellation)).ShouldHaveSingleItem();

        pipeline["name"]!.GetValue<string>().ShouldBe("Deploy");
        pipeline["state"]!.GetValue<string>().ShouldBe("ENABLED");
        (await server.Client.GetAsync($"{prefix}/pipelines/acme/Deploy", Cancellation))["id"]!.GetValue<string>().ShouldBe(pipeline["id"]!.GetValue<string>());
    }
}
