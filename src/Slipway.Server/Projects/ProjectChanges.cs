using Slipway.Projects;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary>Makes, describes and removes projects. Whether the caller may was asked before.</summary>
internal sealed class ProjectChanges(IProjectStore store)
{
    private const int MaxDescriptionLength = 4096;

    /// <summary>The one of that id, or null.</summary>
    public async Task<Project?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await store.ListAsync(cancellationToken)).FirstOrDefault(project => project.Id == id);

    /// <summary>Makes one.</summary>
    public async Task<(Project? Project, Problem? Problem)> CreateAsync(ProjectSpec spec, CancellationToken cancellationToken)
    {
        if ((Names.Check(spec.Name) ?? Wrong(spec)) is { } wrong)
        {
            return (null, Problem.BadRequest(wrong));
        }

        var project = new Project { Id = Guid.CreateVersion7(), Name = spec.Name!, Description = spec.Description ?? "" };
        return await store.FindAsync(project.Name, cancellationToken) is null && await store.AddAsync(project, cancellationToken)
            ? (project, null)
            : (null, Problem.Conflict($"There is a project '{project.Name}' already."));
    }

    /// <summary>Changes what is said of one. Everything that a project owns names it, in files outside of this server, too: its name stays.</summary>
    public async Task<(Project? Project, Problem? Problem)> DescribeAsync(Guid id, ProjectSpec spec, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } project)
        {
            return (null, NotFound);
        }

        if ((spec.Name is not null && spec.Name != project.Name ? "name: a project keeps its name; pipelines, files and URLs name it. Make a new project." : Wrong(spec)) is { } wrong)
        {
            return (null, Problem.BadRequest(wrong));
        }

        var changed = project with { Description = spec.Description ?? project.Description };
        return await store.UpdateAsync(changed, cancellationToken) ? (changed, null) : (null, NotFound);
    }

    /// <summary>Removes one with its members, unless people made something in it.</summary>
    /// <param name="id">The project's.</param>
    /// <param name="withHistory">Whether ended executions and events go with it; otherwise they keep it.</param>
    /// <param name="how">How the door at hand says <paramref name="withHistory"/>.</param>
    /// <param name="cancellationToken">Stops before anything is done.</param>
    public async Task<(Project? Project, Problem? Problem)> DeleteAsync(Guid id, bool withHistory, string how, CancellationToken cancellationToken)
    {
        if (await FindAsync(id, cancellationToken) is not { } project)
        {
            return (null, NotFound);
        }

        var keepers = await store.RemoveAsync(id, withHistory, cancellationToken);
        return keepers.Count == 0
            ? (project, null)
            : (null, Problem.Conflict($"Project '{project.Name}' cannot be deleted: it has {string.Join(", ", keepers)}. Delete those first; {how}, ended executions and events go with the project."));
    }

    private static string? Wrong(ProjectSpec spec) =>
        spec.Description?.Length > MaxDescriptionLength ? $"description: has {spec.Description.Length} characters; at most {MaxDescriptionLength} are kept." : null;

    private static Problem NotFound => Problem.NotFound("There is no such project.");
}

/// <summary>A project as somebody asks for it; null for what is not said.</summary>
internal sealed record ProjectSpec(string? Name, string? Description);
