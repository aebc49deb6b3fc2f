using MudBlazor;
using Slipway.Projects.Access;
using Slipway.Server.UserOperations.Pages;

namespace Slipway.Server.Shell;

/// <summary>What the navigation shows. A page that people should find stands here; nothing else has to change.</summary>
internal static class Navigation
{
    /// <summary>Where people land.</summary>
    public const string Home = "/dashboard";

    /// <summary>The entries, from top to bottom.</summary>
    public static IReadOnlyList<Section> Sections { get; } =
    [
        new(
            null,
            [
                new("Dashboard", Home, Icons.Material.Outlined.Dashboard),
                new("Executions", "/executions", Icons.Material.Outlined.PlayCircle),
                new("User Operations", "/user-operations", Icons.Material.Outlined.HowToReg) { Badge = typeof(WaitingForMe) },
                new("Pipelines", "/pipelines", Icons.Material.Outlined.AccountTree),
            ]),
        new("Triggers", [new("Docker", "/triggers/docker", Icons.Material.Outlined.Inventory2)]),
        new(
            "Configure",
            [
                new("Endpoints", "/endpoints", Icons.Material.Outlined.Hub),
                new("Variables", "/variables", Icons.Material.Outlined.DataObject),
                new("Custom Integrations", "/custom-integrations", Icons.Material.Outlined.Extension),
                new("Projects", "/projects", Icons.Material.Outlined.FolderShared),
            ]),
        new(
            "Settings",
            [
                new("API tokens", "/settings/tokens", Icons.Material.Outlined.Key),
                new("Password", "/settings/password", Icons.Material.Outlined.Password),
                new("API", "/docs/api", Icons.Material.Outlined.Api),
                new("Users", "/settings/users", Icons.Material.Outlined.Group) { Permission = Permission.ManagePeople },
                new("Audit", "/settings/audit", Icons.Material.Outlined.History) { Permission = Permission.ReadAudit },
                new("System", "/settings/system", Icons.Material.Outlined.Dns) { Permission = Permission.ManagePeople },
            ]),
    ];

    /// <summary>The entries that somebody sees.</summary>
    public static IReadOnlyList<Entry> For(Caller? caller) => [.. Sections.SelectMany(section => section.Entries).Where(entry => entry.IsFor(caller))];

    /// <summary>Entries that belong together.</summary>
    /// <param name="Title">Their heading; null for none.</param>
    /// <param name="Entries">The entries.</param>
    public sealed record Section(string? Title, IReadOnlyList<Entry> Entries);

    /// <summary>One entry.</summary>
    /// <param name="Title">What it says.</param>
    /// <param name="Address">Where it leads; it is marked on all pages under that address.</param>
    /// <param name="Icon">A picture for quick finding.</param>
    public sealed record Entry(string Title, string Address, string Icon)
    {
        /// <summary>Whoever has it nowhere does not see the entry; null for everybody.</summary>
        public Permission? Permission { get; init; }

        /// <summary>The component that says beside the title how much there is to do; null for none.</summary>
        public Type? Badge { get; init; }

        /// <summary>Whether somebody sees the entry.</summary>
        public bool IsFor(Caller? caller) => Permission is not { } permission || (caller is not null && caller.ProjectsWhere(permission) is not { Count: 0 });
    }
}
