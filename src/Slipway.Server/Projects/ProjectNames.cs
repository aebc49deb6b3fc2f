using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Server.Access;

namespace Slipway.Server.Projects;

/// <summary>Which projects the pages of the console offer to whoever looks at them.</summary>
internal sealed class ProjectNames(IProjectStore projects, PageAccess people)
{
    /// <summary>The names of the projects where the reader may do it, in their order.</summary>
    public async Task<IReadOnlyList<string>> WhereAsync(Permission permission, CancellationToken cancellationToken) =>
        await people.CallerAsync(cancellationToken) is { } caller
            ? [.. (await projects.ListAsync(cancellationToken)).Select(project => project.Name).Where(name => caller.May(permission, name))]
            : [];
}
