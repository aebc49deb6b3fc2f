using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Execution.Notifications;
using Slipway.Tasks.Notifications;
using Slipway.Tasks.Tests.Endpoints;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Notifications;

public sealed class CallSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_call_carries_its_headers_and_payload_and_each_attempt_the_same_key()
    {
        var keys = new ConcurrentQueue<string>();
        var seen = "";
        await using var server = await ScriptedCluster.StartAsync(async http =>
        {
            keys.Enqueue(http.Request.Headers["Idempotency-Key"]!);
            seen = $"{http.Request.ContentType} {http.Request.Headers["X-Key"]} {await new StreamReader(http.Request.Body).ReadToEndAsync()}";
            http.Response.StatusCode = keys.Count == 1 ? 500 : 200;
        });
        var notice = Notice($"{server.Address}/hook?x=1", ("X-Key", "hush"));
        using var sender = new CallSender();

        (await sender.SendAsync(notice, Cancellation)).ShouldBe(NoticeAnswer.NotNow($"{HostOf(server)} answered 500.", 500));
        (await sender.SendAsync(notice, Cancellation)).ShouldBe(NoticeAnswer.Taken($"{HostOf(server)} has taken it (200).", 200));

        server.Requests.ShouldBe(["PUT /hook?x=1", "PUT /hook?x=1"]);
        keys.ShouldBe([$"{notice.Report.Id}", $"{notice.Report.Id}"]);
        seen.ShouldBe("application/json; charset=utf-8 hush {\"text\": \"it broke\"}");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var thief = await ScriptedCluster.StartAsync(_ => Task.CompletedTask);
        await using var server = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.Redirect(thief.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        using var sender = new CallSender();

        (await sender.SendAsync(Notice(server.Address), Cancellation)).ShouldSatisfyAllConditions(answer => answer.IsTaken.ShouldBeFalse(), answer => answer.MayPass.ShouldBeFalse(), answer => answer.Code.ShouldBe(307));
        thief.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(404, false)]
    [InlineData(401, false)]
    [InlineData(408, true)]
    [InlineData(429, true)]
    [InlineData(503, true)]
    public async Task What_may_pass_is_told_apart_from_what_will_not(int status, bool mayPass)
    {
        await using var server = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });
        using var sender = new CallSender();

        (await sender.SendAsync(Notice(server.Address), Cancellation)).ShouldSatisfyAllConditions(answer => answer.MayPass.ShouldBe(mayPass), answer => answer.Code.ShouldBe(status));
        (await sender.SendAsync(Notice($"http://127.0.0.1:{Probing.ClosedPort()}"), Cancellation)).MayPass.ShouldBeTrue();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[64:ff9b::a9fe:a9fe]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://0.0.0.0:1/")]
    public async Task Where_clouds_give_out_credentials_no_notification_goes(string url)
    {
        using var sender = new CallSender();

        (await sender.SendAsync(Notice(url), Cancellation)).ShouldSatisfyAllConditions(answer => answer.MayPass.ShouldBeFalse(), answer => answer.Message.ShouldContain("do not go there"));
    }

    [Theory]
    [InlineData("10.0.0.7", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("203.0.113.9", false)]
    [InlineData("fd12::1", false)]
    [InlineData("169.254.0.1", true)]
    [InlineData("fe80::1", true)]
    [InlineData("2002:a9fe:a9fe::1", true)]
    public void Addresses_of_the_house_are_right(string address, bool isForbidden) => ForbiddenNetworks.Has(IPAddress.Parse(address)).ShouldBe(isForbidden);

    [Fact]
    public async Task A_header_that_would_end_the_line_is_refused()
    {
        using var sender = new CallSender();

        (await sender.SendAsync(Notice("http://127.0.0.1:1", ("X-Key", "a\r\nX-Other: b")), Cancellation)).ShouldSatisfyAllConditions(
            answer => answer.MayPass.ShouldBeFalse(),
            answer => answer.Message.ShouldStartWith("Header 'X-Key' cannot be sent"));
    }

    private static string HostOf(ScriptedCluster server) => new Uri(server.Address).Authority;

    private static Notice Notice(string url, params (string Name, string Value)[] headers) => Sending.Notice(
        NoticeProvider.Webhook,
        new CallMessage("PUT", new Uri(url), headers.ToImmutableSortedDictionary(header => header.Name, header => header.Value), "{\"text\": \"it broke\"}", IsJson: true));
}
