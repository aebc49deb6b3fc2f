using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Slipway.Execution.Notifications;
using Slipway.Tasks.Jira;
using Slipway.Tasks.Notifications;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Notifications;

public sealed class TicketSenderTests
{
    private static readonly Notice Notice = Sending.Notice(NoticeProvider.Jira, new TicketMessage("There", "OPS", "Bug", "web failed", "It broke.", "dora"));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_ticket_is_made_once_however_often_it_is_tried(bool isCloud)
    {
        var made = new List<JsonNode>();
        await using var jira = await ScriptedCluster.StartAsync(async http =>
        {
            switch (http.Request.Path.Value)
            {
                case "/rest/api/2/search" when isCloud:
                    http.Response.StatusCode = 410;
                    break;
                case "/rest/api/2/search" or "/rest/api/2/search/jql":
                    http.Request.Query["jql"].ToString().ShouldBe($"labels = \"slipway-{Notice.Report.Id:N}\"");
                    await http.Response.WriteAsync(made.Count == 0 ? """{"issues": []}""" : """{"issues": [{"key": "OPS-7"}]}""");
                    break;
                case "/rest/api/2/issue":
                    made.Add((await JsonNode.ParseAsync(http.Request.Body))!["fields"]!);
                    http.Response.StatusCode = 201;
                    await http.Response.WriteAsync("""{"id": "1", "key": "OPS-7"}""");
                    break;
            }
        });

        var first = await SendAsync(jira);
        var second = await SendAsync(jira);

        first.ShouldBe(NoticeAnswer.Taken("Made OPS-7.", 201) with { Ticket = new MadeTicket("OPS-7", $"{jira.Address}/browse/OPS-7") });
        (second.IsTaken, second.Ticket).ShouldBe((true, first.Ticket));
        var fields = made.ShouldHaveSingleItem();
        fields["labels"]![0]!.GetValue<string>().ShouldBe($"slipway-{Notice.Report.Id:N}");
        fields.AsObject().Remove("labels");
        fields.ToJsonString().ShouldBe("""{"project":{"key":"OPS"},"issuetype":{"name":"Bug"},"summary":"web failed","description":"It broke.","assignee":{"name":"dora"}}""");
    }

    [Fact]
    public async Task What_Jira_complains_of_is_said_and_not_tried_again()
    {
        await using var jira = await ScriptedCluster.StartAsync(async http =>
        {
            http.Response.StatusCode = http.Request.Method == "GET" ? 200 : 400;
            await http.Response.WriteAsync(http.Request.Method == "GET" ? """{"issues": []}""" : """{"errorMessages": [], "errors": {"issuetype": "Specify a valid issue type"}}""");
        });

        (await SendAsync(jira)).ShouldBe(NoticeAnswer.Never("Jira does not take it: issuetype: Specify a valid issue type", 400));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(503)]
    public async Task No_ticket_is_made_where_an_earlier_one_cannot_be_looked_for(int status)
    {
        await using var jira = await ScriptedCluster.StartAsync(http =>
        {
            http.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        (await SendAsync(jira)).ShouldSatisfyAllConditions(answer => answer.MayPass.ShouldBeTrue(), answer => answer.Code.ShouldBe(status));
        jira.Requests.ShouldAllBe(request => request.StartsWith("GET", StringComparison.Ordinal));
    }

    private static Task<NoticeAnswer> SendAsync(ScriptedCluster jira) =>
        new TicketSender(Sending.Endpoint(JiraEndpoint.Type, ("url", jira.Address), ("username", "dora"), ("password", "a-password-for-tests"))).SendAsync(Notice, Cancellation);
}
