using Microsoft.Extensions.DependencyInjection;
using Slipway.Pipelines;

namespace Slipway.Server.Resources;

/// <summary>Finds out who uses what, so that nothing is taken away under something that needs it.</summary>
internal sealed class ResourceUses(IServiceProvider services)
{
    /// <summary>Users that a message names; of further ones it says how many there are.</summary>
    public const int MostNamed = 10;

    /// <summary>What in the project names the thing, such as <c>pipeline 'Deploy'</c>; itself apart.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(string kind, string project, string name, CancellationToken cancellationToken)
    {
        var mention = new Mention(kind, name);
        var users = new List<string>();
        foreach (var documents in services.GetServices<IDocumentKind>())
        {
            users.AddRange((await documents.OfProjectAsync(project, cancellationToken))
                .Where(document => (document.Kind, document.Name) != (kind, name) && Mention.Of(document).Contains(mention))
                .Select(document => $"{Noun(document)} '{document.Name}'"));
        }

        return users;
    }

    private static string Noun(Document document) => document.Kind.ToLowerInvariant().Replace("docker_", "", StringComparison.Ordinal).Replace('_', ' ');
}
