using System.CommandLine;
using System.Text.Json.Nodes;
using Slipway.Cli.Client;
using Slipway.Cli.Connection;
using Slipway.Cli.Output;
using Slipway.Cli.Verbs;

namespace Slipway.Cli.Nouns;

/// <summary><c>slipway projects</c>.</summary>
internal static class ProjectsCommand
{
    private static readonly string[] Roles = ["administrator", "developer", "executor", "viewer"];

    private static readonly Noun Member = new()
    {
        Plural = "members",
        Singular = "member",
        Path = "/codestream/api/projects",
        IsInProject = false,
        Columns = [Column.Of("USER", "userName"), Column.Of("ROLE", "role")],
    };

    public static Command Create(Sessions sessions)
    {
        var projects = new NounCommands(sessions, ProjectNoun.Noun);
        var purge = new Option<bool>("--purge") { Description = "With its history: ended executions and events go with the project." };
        return sessions.Group("projects", "Projects, and who is what in them.", projects.List(), projects.Get(), Create(sessions, projects), projects.Delete(purge), Members(sessions, projects));
    }

    private static Command Create(Sessions sessions, NounCommands projects)
    {
        var name = new Argument<string>("NAME") { Description = "What it is called." };
        var description = new Option<string?>("--description") { Description = "What it is for.", HelpName = "TEXT" };
        return sessions.Act(projects.With("create", "Creates a project.", name, description), async (session, arguments, cancellationToken) =>
            await session.Printer.DoneAsync(
                ProjectNoun.Noun,
                await session.Client.PostAsync(ProjectNoun.Noun.Path, new JsonObject { ["name"] = arguments.GetValue(name), ["description"] = arguments.GetValue(description) ?? "" }, cancellationToken),
                "created",
                cancellationToken));
    }

    private static Command Members(Sessions sessions, NounCommands projects)
    {
        var project = projects.Named();
        var user = new Argument<string>("USER") { Description = "The user name." };
        var role = new Argument<string>("ROLE") { Description = $"One of: {string.Join(", ", Roles)}." };
        role.AcceptOnlyFromAmong(Roles);

        string Path(ParseResult arguments) => $"{Member.Path}/{Uri.EscapeDataString(arguments.GetValue(project)!)}/members";
        string PathOfUser(ParseResult arguments) => $"{Path(arguments)}/{Uri.EscapeDataString(arguments.GetValue(user)!)}";
        Task Done(Session session, JsonObject member, string done, CancellationToken cancellationToken) => session.Printer.Format is OutputFormat.Table
            ? session.Printer.WriteAsync($"{Visible.Text(Column.Field(member, "userName"))} {done}\n", cancellationToken)
            : session.Printer.OneAsync(Member, member, cancellationToken);

        return new Command("members", "Who is what in a project.")
        {
            sessions.Act(new Command("list", "Lists who is what.") { project }, async (session, arguments, cancellationToken) =>
                await session.Printer.ListAsync(Member, ResultList.Read(await session.Client.GetAsync(Path(arguments), cancellationToken)).Documents, cancellationToken)),
            sessions.Act(new Command("set", "Makes somebody a member, or changes the role.") { project, user, role }, async (session, arguments, cancellationToken) =>
            {
                var member = await session.Client.PutAsync(PathOfUser(arguments), new JsonObject { ["role"] = arguments.GetValue(role) }, cancellationToken);
                await Done(session, member, $"is {arguments.GetValue(role)} of {Visible.Text(arguments.GetValue(project)!)}", cancellationToken);
            }),
            sessions.Act(new Command("remove", "Takes somebody out of a project.") { project, user }, async (session, arguments, cancellationToken) =>
            {
                var member = await session.Client.DeleteAsync(PathOfUser(arguments), cancellationToken);
                await Done(session, member, $"is no member of {Visible.Text(arguments.GetValue(project)!)} any more", cancellationToken);
            }),
        };
    }
}
