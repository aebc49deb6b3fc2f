using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Connection;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway webhooks</c>.</summary>
internal static class WebhooksCommand
{
    public static Command Create(Sessions sessions)
    {
        var webhooks = new NounCommands(sessions, WebhookNoun.Noun);
        return sessions.Group(
            "webhooks",
            "Webhooks for Docker: which pushes start which pipeline. They come in with 'slipway import'.",
            webhooks.List(),
            webhooks.Get(),
            Switch(sessions, webhooks, "enable", true, "Has pushes start the pipeline."),
            Switch(sessions, webhooks, "disable", false, "Has pushes recorded, and start nothing."),
            Test(sessions, webhooks),
            Check(sessions, webhooks),
            Hook(sessions, webhooks),
            webhooks.Delete());
    }

    private static Command Switch(Sessions sessions, NounCommands webhooks, string verb, bool isEnabled, string description)
    {
        var names = webhooks.NamedSeveral();
        return sessions.Act(webhooks.With(verb, description, names), async (session, arguments, cancellationToken) =>
        {
            foreach (var name in arguments.GetValue(names)!)
            {
                var found = await session.Client.FindAsync(WebhookNoun.Noun, name, webhooks.ProjectOf(arguments), cancellationToken);
                var changed = await session.Client.PatchAsync(WebhookNoun.Noun.LinkOf(found), new JsonObject { ["enabled"] = isEnabled }, cancellationToken);
                await session.Printer.DoneAsync(WebhookNoun.Noun, changed, isEnabled ? "is enabled" : "is disabled", cancellationToken);
            }
        });
    }

    private static Command Test(Sessions sessions, NounCommands webhooks)
    {
        var name = webhooks.Named();
        var image = new Argument<string>("IMAGE") { Description = "What would be pushed, such as acme/web:1.4.2." };
        return sessions.Act(webhooks.With("test", "Says what a push would do and why, with the inputs and the manifests, and runs nothing.", name, image), async (session, arguments, cancellationToken) =>
        {
            var webhook = await webhooks.FindAsync(session, arguments, name, cancellationToken);
            var would = await session.Client.PostAsync($"{WebhookNoun.Noun.LinkOf(webhook)}/test", new JsonObject { ["image"] = arguments.GetValue(image) }, cancellationToken);
            await session.Printer.OneAsync(WebhookNoun.Noun, would, cancellationToken);
        });
    }

    private static Command Check(Sessions sessions, NounCommands webhooks)
    {
        var name = webhooks.Named();
        return sessions.Act(webhooks.With("check", "Looks after a webhook now: the registry's hook, pushes that were not told of, the API token.", name), async (session, arguments, cancellationToken) =>
        {
            var webhook = await webhooks.FindAsync(session, arguments, name, cancellationToken);
            var health = await session.Client.PostAsync($"{WebhookNoun.Noun.LinkOf(webhook)}/check", [], cancellationToken);
            await session.Printer.OneAsync(WebhookNoun.Noun, health, cancellationToken);
        });
    }

    private static Command Hook(Sessions sessions, NounCommands webhooks)
    {
        var name = webhooks.Named();
        return sessions.Act(webhooks.With("hook", "Shows what to tell the registry: the hook's address, which holds the secure token, and what to paste where.", name), async (session, arguments, cancellationToken) =>
        {
            var webhook = await webhooks.FindAsync(session, arguments, name, cancellationToken);
            var hook = await session.Client.GetAsync($"{WebhookNoun.Noun.LinkOf(webhook)}/hook", cancellationToken);
            await session.Printer.OneAsync(WebhookNoun.Noun, hook, cancellationToken);
        });
    }
}
