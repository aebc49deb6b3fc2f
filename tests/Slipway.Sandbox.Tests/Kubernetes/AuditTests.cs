using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes;

namespace Slipway.Sandbox.Tests.Kubernetes;

public sealed class AuditTests
{
    [Fact]
    public async Task Every_client_write_is_one_line_in_order_with_who_what_and_whether_it_mattered()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var cluster = await Cluster.StartAsync(new KubernetesSandboxOptions { AuditLog = file, StepDelay = TimeSpan.FromMilliseconds(5) });
            var web = Cluster.Deployment("web", "acme/web:1.0.0");
            web["metadata"]!["annotations"] = new JsonObject { ["slipway.dev/attempt"] = "e1/s/t/1" };
            await cluster.ApplyAsync($"{Cluster.Deployments}/web", web.ToJsonString(), "slipway");
            await cluster.ApplyAsync($"{Cluster.Deployments}/web", web.ToJsonString(), "slipway");
            await cluster.PostAsync(Cluster.Deployments, web);
            await cluster.DeleteAsync($"{Cluster.Deployments}/web");

            var entries = cluster.Sandbox.Audit;
            entries.Select(entry => $"{entry.Sequence} {entry.Verb} {entry.ResponseCode} {entry.Changed}")
                .ShouldBe(["1 apply 201 True", "2 apply 200 False", "3 create 409 False", "4 delete 200 True"]);
            entries[0].Annotations["slipway.dev/attempt"].ShouldBe("e1/s/t/1");
            entries[0].Images.ShouldBe(["acme/web:1.0.0"]);
            entries[0].FieldManager.ShouldBe("slipway");
            entries[0].UserAgent.ShouldStartWith("wire-test/");

            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            var lines = (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Select(line => (long)JsonNode.Parse(line)!["sequence"]!).ShouldBe([1, 2, 3, 4]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
