using Shouldly;
using Slipway.Execution.Notifications;
using Slipway.Tasks.Email;
using Slipway.Tasks.Notifications;
using Slipway.Tasks.Tests.Endpoints;
using Xunit;

namespace Slipway.Tasks.Tests.Notifications;

public sealed class MailSenderTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_reaches_everybody_and_each_attempt_is_known_as_the_same_mail()
    {
        await using var server = new MailListener("ci", "a-password-for-tests");
        var notice = Notice(["Ada <ada@acme.example>, bob@acme.example", "ops@acme.example"]);

        (await SendAsync(server.Port, notice)).ShouldSatisfyAllConditions(answer => answer.IsTaken.ShouldBeTrue(), answer => answer.Code.ShouldBe(250));
        (await SendAsync(server.Port, notice)).IsTaken.ShouldBeTrue();

        server.Lines.Where(line => line.StartsWith("RCPT TO", StringComparison.Ordinal)).Take(3).ShouldBe(["RCPT TO:<ada@acme.example>", "RCPT TO:<bob@acme.example>", "RCPT TO:<ops@acme.example>"]);
        server.Lines.Count(line => line == $"Message-Id: <{notice.Report.Id:N}@acme.example>").ShouldBe(2);
        server.Lines.ShouldContain("Subject: web #1 is FAILED");
        server.Lines.ShouldContain("It broke.");
    }

    [Fact]
    public async Task Who_has_no_address_is_named_and_the_others_get_the_mail()
    {
        await using var server = new MailListener("ci", "a-password-for-tests");

        var some = await SendAsync(server.Port, Notice(["ada", "ops@acme.example"]));
        var none = await SendAsync(server.Port, Notice(["ada", "bob"]));

        (some.IsTaken, some.Message).ShouldBe((true, $"127.0.0.1:{server.Port} has taken it. 'ada' is no mail address."));
        none.ShouldBe(NoticeAnswer.Never("'ada', 'bob' are no mail address."));
    }

    [Fact]
    public async Task A_server_that_is_down_or_turns_the_password_down_is_asked_again()
    {
        await using var server = new MailListener("ci", "another password");

        (await SendAsync(Probing.ClosedPort(), Notice(["ops@acme.example"]))).MayPass.ShouldBeTrue();
        (await SendAsync(server.Port, Notice(["ops@acme.example"]))).ShouldSatisfyAllConditions(answer => answer.MayPass.ShouldBeTrue(), answer => answer.Message.ShouldContain("credentials"));
        (await new MailSender(Sending.Endpoint(Slipway.Tasks.Jira.JiraEndpoint.Type), TimeProvider.System).SendAsync(Notice(["ops@acme.example"]), Cancellation)).MayPass.ShouldBeTrue();
    }

    private static Notice Notice(string[] to) => Sending.Notice(NoticeProvider.Email, new MailMessage("There", [.. to], "web #1 is FAILED", "It broke.", IsHtml: false));

    private static Task<NoticeAnswer> SendAsync(int port, Notice notice) => new MailSender(
        Sending.Endpoint(
            EmailEndpoint.Type,
            ("senderAddress", "ci@acme.example"), ("encryptionMethod", "NONE"), ("outboundHost", "127.0.0.1"), ("outboundPort", $"{port}"), ("outboundUsername", "ci"), ("outboundPassword", "a-password-for-tests")),
        TimeProvider.System).SendAsync(notice, Cancellation);
}
