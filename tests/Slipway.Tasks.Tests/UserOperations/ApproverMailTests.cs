using System.Collections.Immutable;
using System.Globalization;
using Shouldly;
using Slipway.Execution;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Endpoints;
using Slipway.Tasks.Tests.Endpoints;
using Slipway.Tasks.UserOperations;
using Xunit;

namespace Slipway.Tasks.Tests.UserOperations;

public sealed class ApproverMailTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Approvers_are_told_by_mail_with_a_link_to_where_they_answer()
    {
        await using var server = new MailListener("ci", "p4ss");
        var mail = new ApproverMail(new People("bob@acme.example", "eve@acme.example"), new Endpoints(server.Port));

        (await mail.SendAsync(Asked, Cancellation)).ShouldBe("Told by mail: bob@acme.example, eve@acme.example.");

        server.Lines.ShouldContain("RCPT TO:<bob@acme.example>");
        server.Lines.ShouldContain("RCPT TO:<eve@acme.example>");
        server.Lines.ShouldContain($"Approve or reject: https://cd.acme.example/user-operations/{Asked.Id}");
        server.Lines.ShouldContain("Subject: [Slipway] web#7: Ship it?");
    }

    [Fact]
    public async Task A_mail_that_is_sent_again_after_a_crash_is_known_again_by_its_message_id()
    {
        await using var server = new MailListener("ci", "p4ss");
        var mail = new ApproverMail(new People("bob@acme.example"), new Endpoints(server.Port));

        await mail.SendAsync(Asked, Cancellation);
        await mail.SendAsync(Asked, Cancellation);

        server.Lines.Count(line => line == $"Message-Id: <{Asked.Id:N}@acme.example>").ShouldBe(2);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_sent_is_told_and_is_no_error()
    {
        var nowhere = new Endpoints(1);

        (await new ApproverMail(new People("bob@acme.example"), nowhere).SendAsync(Asked, Cancellation)).ShouldBe("No mail was sent: the mail server of endpoint 'Mail' did not take it; validate the endpoint.");
        (await new ApproverMail(new People(), nowhere).SendAsync(Asked, Cancellation)).ShouldBe("No mail was sent: no mail address is known of anybody who may answer.");
        (await new ApproverMail(new People(), nowhere).SendAsync(Asked with { MailServer = "Gone" }, Cancellation)).ShouldBe("No mail was sent: there is no endpoint 'Gone' in project 'acme'.");
        (await new ApproverMail(new People(), nowhere).SendAsync(Asked with { MailServer = "" }, Cancellation)).ShouldBe("No mail was sent: the task names no 'emailServer'.");
        (await new ApproverMail(new People(), nowhere).SendAsync(Asked with { SendsMail = false }, Cancellation)).ShouldBe("");
    }

    private static UserOperation Asked { get; } = new()
    {
        Attempt = new TaskAttempt(new ExecutionId(new Guid("0198f9a0-0000-7000-8000-000000000000")), "Release", "Ask", 1),
        Project = "acme",
        PipelineId = Guid.NewGuid(),
        PipelineName = "web",
        ExecutionIndex = 7,
        Summary = "Ship it?",
        RequestedBy = "ada",
        RequestedAt = DateTimeOffset.UnixEpoch,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(3),
        SendsMail = true,
        MailServer = "Mail",
    };

    private sealed class People(params string[] addresses) : IApproverDirectory
    {
        public Task<IReadOnlyCollection<string>> AddressesAsync(UserOperation operation, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyCollection<string>>(addresses);

        public Uri PageOf(UserOperation operation) => new($"https://cd.acme.example/user-operations/{operation.Id}");
    }

    private sealed class Endpoints(int port) : IEndpointDirectory
    {
        public Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken) => Task.FromResult(name is not "Mail" ? null : new Endpoint
        {
            Id = Guid.NewGuid(),
            Project = project,
            Name = name,
            Type = "email",
            Properties = ImmutableDictionary<string, string>.Empty
                .Add("senderAddress", "ci@acme.example").Add("encryptionMethod", "NONE").Add("outboundHost", "127.0.0.1").Add("outboundPort", port.ToString(CultureInfo.InvariantCulture)),
        });

        public Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
