using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway approvals</c>.</summary>
internal static class ApprovalsCommand
{
    public static Command Create(Sessions sessions)
    {
        var approvals = new NounCommands(sessions, ApprovalNoun.Noun);
        return sessions.Group(
            "approvals",
            "Approvals: what pipelines ask people.",
            approvals.List(),
            approvals.Get(),
            Answer(sessions, approvals, "approve", "Says yes to what pipelines ask.", "Approved", "approved"),
            Answer(sessions, approvals, "reject", "Says no to what pipelines ask; their tasks fail.", "Rejected", "rejected"));
    }

    // All are looked for before any is answered.
    private static Command Answer(Sessions sessions, NounCommands approvals, string verb, string description, string status, string done)
    {
        var names = approvals.NamedSeveral();
        var comment = new Option<string?>("--comment") { HelpName = "TEXT", Description = "Why; stands beside the execution." };
        return sessions.Act(approvals.With(verb, description, names, comment), async (session, arguments, cancellationToken) =>
        {
            var found = new List<JsonObject>();
            foreach (var name in arguments.GetValue(names)!)
            {
                found.Add(await session.Client.FindAsync(ApprovalNoun.Noun, name, approvals.ProjectOf(arguments), cancellationToken));
            }

            foreach (var approval in found)
            {
                var body = new JsonObject { ["status"] = status, ["responseMessage"] = arguments.GetValue(comment) };
                await session.Printer.DoneAsync(ApprovalNoun.Noun, await session.Client.PatchAsync(ApprovalNoun.Noun.LinkOf(approval), body, cancellationToken), done, cancellationToken);
            }
        });
    }
}
