using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Listing;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Projects;

/// <summary>What people do to projects and their members on the pages of the console, by the same code as the API.</summary>
internal sealed class ProjectDesk(PageActs acts, PageAccess people, IProjectStore store, ProjectChanges changes, IServiceScopeFactory scopes)
{
    /// <summary>One page of the projects that the reader may look at.</summary>
    public async Task<ListPage<Project>> ListAsync(ListQuery query, CancellationToken cancellationToken) =>
        await store.ListAsync(query, await people.VisibleProjectsAsync(cancellationToken), cancellationToken);

    /// <summary>The one of that name; null when there is none that the reader may look at.</summary>
    public async Task<Project?> FindAsync(string name, CancellationToken cancellationToken) =>
        await store.FindAsync(name, cancellationToken) is { } project && await people.ShowsAsync(project.Name, cancellationToken) ? project : null;

    /// <summary>Its members, by their names; none for somebody who may not look at it.</summary>
    public async Task<IReadOnlyList<Member>> MembersAsync(Project project, CancellationToken cancellationToken) =>
        await people.ShowsAsync(project.Name, cancellationToken) ? await WithMembersAsync(members => members.OfAsync(project.Name, cancellationToken)) : [];

    /// <summary>Makes a project.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> CreateAsync(ProjectSpec spec, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageProjects, cancellationToken) ?? (await changes.CreateAsync(spec, cancellationToken)).Problem;

    /// <summary>Changes what is said of a project.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> DescribeAsync(Project project, string? description, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageMembers, project.Name, cancellationToken)
        ?? (await changes.DescribeAsync(project.Id, new ProjectSpec(null, description ?? ""), cancellationToken)).Problem;

    /// <summary>Removes a project.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> DeleteAsync(Project project, bool withHistory, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageProjects, cancellationToken)
        ?? (await changes.DeleteAsync(project.Id, withHistory, "with 'Also delete its history'", cancellationToken)).Problem;

    /// <summary>Makes somebody a member, or gives them another role.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> SetMemberAsync(Project project, string? user, string? role, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageMembers, project.Name, cancellationToken)
        ?? (await WithMembersAsync(members => members.SetAsync(project.Name, user?.Trim() ?? "", role, cancellationToken))).Problem;

    /// <summary>Takes somebody out of a project.</summary>
    /// <returns>Null when it is done; otherwise why not.</returns>
    public async Task<Problem?> RemoveMemberAsync(Project project, string user, CancellationToken cancellationToken) =>
        await acts.RefusalAsync(Permission.ManageMembers, project.Name, cancellationToken)
        ?? (await WithMembersAsync(members => members.RemoveAsync(project.Name, user, cancellationToken))).Problem;

    // Each act reads people anew: a page stays open for long.
    private async Task<T> WithMembersAsync<T>(Func<MemberChanges, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<MemberChanges>());
    }
}
