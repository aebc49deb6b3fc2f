using Slipway.Cli.Output;

namespace Slipway.Cli.Nouns;

/// <summary>Projects: outside of Code Stream's API, at the path of the infrastructure's.</summary>
internal static class ProjectNoun
{
    public static Noun Noun { get; } = new()
    {
        Plural = "projects",
        Singular = "project",
        Path = "/iaas/api/projects",
        IsInProject = false,
        Order = "name",
        Columns = [Column.Of("NAME", "name"), Column.Prose("DESCRIPTION", "description")],
    };
}
