using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Execution.Notifications;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Pipelines;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Execution.Tests.Notices;

public sealed class NoticeWriterTests
{
    private const string Token = "T0k3n/very-secret";

    [Fact]
    public void A_mail_is_bound_to_the_moment_it_is_about()
    {
        var mail = Mail(new EmailNotification
        {
            Event = NotificationEvent.Failure,
            Endpoint = "Mail",
            To = ["${requestBy}@acme.example"],
            Subject = "${name} #${executionIndex}\nis ${status}",
            Body = "${statusMessage} See ${executionUrl}",
        });

        mail.Message.To.ShouldBe(["ada@acme.example"]);
        mail.Message.Subject.ShouldBe("web #1 is FAILED");
        mail.Message.Body.ShouldStartWith("Build.Make: broke See https://cd.acme.example/executions/");
        mail.Report.ShouldSatisfyAllConditions(report => report.Target.ShouldBe("ada@acme.example"), report => report.Status.ShouldBe(NoticeStatus.Pending), report => report.Problems.ShouldBeEmpty());
    }

    [Fact]
    public void What_cannot_be_bound_is_named_in_its_place_and_the_rest_is_sent()
    {
        var mail = Mail(new EmailNotification { Event = NotificationEvent.Failure, Endpoint = "Mail", To = ["ops@acme.example"], Subject = "${name}", Body = "Image ${output.image}, tag ${input.TAG}." });

        mail.Message.Body.ShouldStartWith("Image [");
        mail.Message.Body.ShouldEndWith("], tag 1.0.0.");
        mail.Report.Problems.ShouldHaveSingleItem().ShouldContain("output.image");
        mail.Report.Status.ShouldBe(NoticeStatus.Pending);
    }

    [Fact]
    public void Secrets_are_masked_in_all_that_leaves_the_house()
    {
        var mail = Mail(new EmailNotification { Event = NotificationEvent.Failure, Endpoint = "Mail", To = ["${var.token}@x.example"], Subject = "${var.token}", Body = "<b>${var.token}</b> ${Build.Make.input.key}" });
        var ticket = Write(new TicketNotification { Event = NotificationEvent.Failure, Endpoint = "Jira", JiraProject = "OPS", IssueType = "Bug", Summary = "${var.token}", Description = "${Build.Make.input.key}", Assignee = "${var.token}" });
        var call = Write(new WebhookNotification { Event = NotificationEvent.Failure, Url = "https://chat.example", Payload = "{\"text\": \"${var.token}\"}" });

        foreach (var notice in (string[])[$"{mail.Message.To[0]}{mail.Message.Subject}{mail.Message.Body}{mail.Report}", Everything((TicketMessage)ticket.Message!), ((CallMessage)call.Message!).Payload])
        {
            notice.ShouldNotContain(Token);
            notice.ShouldContain(SecretMask.Text);
        }
    }

    [Fact]
    public void A_variable_in_the_address_or_a_header_of_a_call_signs_in_there_and_is_shown_nowhere()
    {
        var notice = Write(new WebhookNotification
        {
            Event = NotificationEvent.Failure,
            Url = "https://hooks.chat.example/services/${var.token}",
            Headers = new() { ["Authorization"] = "Bearer ${var.token}", ["X-From"] = "${Build.Make.input.key}" },
        });
        var call = (CallMessage)notice.Message!;

        call.Url.ShouldBe(new Uri($"https://hooks.chat.example/services/{Token}"));
        call.Headers["authorization"].ShouldBe($"Bearer {Token}");
        call.Headers["X-From"].ShouldBe(SecretMask.Text);
        notice.Report.Target.ShouldBe("POST https://hooks.chat.example");
        $"{notice} {notice.Report} {call}".ShouldNotContain(Token);
        notice.Mask.Mask($"it said {Token}").ShouldBe("it said ******");
        Write(new WebhookNotification { Event = NotificationEvent.Failure, Url = "${var.hook}" }).Report.Target.ShouldBe("POST ******");
    }

    [Fact]
    public void Values_end_no_text_of_JSON_and_open_no_tag_of_HTML()
    {
        var call = (CallMessage)Write(new WebhookNotification { Event = NotificationEvent.Failure, Url = "https://chat.example", Payload = """{"text": "${comments}", "n": 7}""" }).Message!;
        var page = Mail(new EmailNotification { Event = NotificationEvent.Failure, Endpoint = "Mail", To = ["a@b.example"], Subject = "", Body = "<p>${comments}</p>" });
        var plain = Mail(new EmailNotification { Event = NotificationEvent.Failure, Endpoint = "Mail", To = ["a@b.example"], Subject = "", Body = "1 < 2: ${comments}" });

        JsonNode.Parse(call.Payload)!["text"]!.GetValue<string>().ShouldBe("\"quoted\" <script>");
        call.IsJson.ShouldBeTrue();
        (page.Message.IsHtml, page.Message.Body).ShouldBe((true, "<p>&quot;quoted&quot; &lt;script&gt;</p>"));
        (plain.Message.IsHtml, plain.Message.Body).ShouldBe((false, "1 < 2: \"quoted\" <script>"));
    }

    [Theory]
    [InlineData("ftp://files.example")]
    [InlineData("${var.nobody}")]
    [InlineData("https://ada:pass@chat.example")]
    [InlineData("")]
    public void A_call_that_goes_nowhere_is_given_up_at_once_and_says_so(string url)
    {
        var notice = Write(new WebhookNotification { Event = NotificationEvent.Failure, Url = url });

        (notice.Report.Status, notice.Message).ShouldBe((NoticeStatus.GivenUp, null));
        notice.Report.Message.ShouldStartWith("The call cannot be made:");
    }

    [Fact]
    public void An_endpoint_that_the_requester_may_not_use_sends_nothing()
    {
        var notice = Write(new EmailNotification { Event = NotificationEvent.Failure, Endpoint = "Mail", To = ["a@b.example"] }, new RestrictedThings([], ["Mail"]));

        (notice.Report.Status, notice.Message).ShouldBe((NoticeStatus.GivenUp, null));
        notice.Report.Message.ShouldContain("'Mail' is restricted");
    }

    private static string Everything(TicketMessage ticket) => string.Join(' ', ticket.Summary, ticket.Description, ticket.Assignee);

    private static (MailMessage Message, NoticeReport Report) Mail(EmailNotification mail) => Write(mail) is var notice ? ((MailMessage)notice.Message!, notice.Report) : default;

    private static Notice Write(Notification notification, RestrictedThings? restricted = null)
    {
        var pipeline = Sample.Pipeline("Build: Make").With("Build", "Make", task => task with { Input = new JsonObject { ["key"] = "${var.token}" } }) with
        {
            Notifications = notification switch
            {
                EmailNotification mail => new() { Email = [mail] },
                TicketNotification ticket => new() { Jira = [ticket] },
                _ => new() { Webhook = [(WebhookNotification)notification] },
            },
        };
        var queued = pipeline.Running() with
        {
            Status = ExecutionStatus.Running,
            EndedAt = null,
            Stages = pipeline.NotStarted(),
            Comments = "\"quoted\" <script>",
            Restricted = restricted ?? RestrictedThings.None,
            Variables = ImmutableDictionary<string, Value>.Empty
                .Add("token", new Value(JsonValue.Create(Token), IsSecret: true))
                .Add("hook", new Value(JsonValue.Create("https://hooks.chat.example/x"), IsSecret: true)),
        };
        var running = queued.Advance(Sample.Now);
        var failed = running.Ended(running.UnderWay.Single(), new TaskOutcome.Failed("broke"), Sample.Now).Advance(Sample.Now);
        return new NoticeWriter(new ExecutionAddress(() => new Uri("https://cd.acme.example"))).Write(running, failed, Sample.Now).ShouldHaveSingleItem();
    }
}
