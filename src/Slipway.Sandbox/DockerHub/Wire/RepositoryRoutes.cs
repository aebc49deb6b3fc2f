using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary><c>/v2/repositories/{namespace}/{repository}</c>, and who may see and administer one.</summary>
internal static class RepositoryRoutes
{
    public static void MapRepositories(this IEndpointRouteBuilder app, HubState state)
    {
        app.MapGet("/v2/repositories/{owner}/{name}", Get);
        app.MapGet("/v2/namespaces/{owner}/repositories/{name}", Get);

        IResult Get(HttpRequest request, string owner, string name) =>
            state.FindVisible(request, owner, name, out var user) is { } repository ? Results.Json(Show(repository, user)) : HubAnswers.NotFound();
    }

    /// <summary>The repository as far as the caller may see it: a private one is not there for strangers.</summary>
    public static HubRepository? FindVisible(this HubState state, HttpRequest request, string owner, string name, out HubUser? user)
    {
        user = state.Accounts.Bearer(request.Headers.Authorization);
        var repository = state.Find($"{owner}/{name}");
        return repository is null || (repository.IsPrivate && user?.MayAdminister(repository) != true) ? null : repository;
    }

    private static object Show(HubRepository repository, HubUser? user)
    {
        var isAdmin = user?.MayAdminister(repository) == true;
        return new
        {
            user = repository.Namespace,
            name = repository.Name,
            @namespace = repository.Namespace,
            repository_type = "image",
            status = 1,
            status_description = "active",
            description = "",
            is_private = repository.IsPrivate,
            is_automated = false,
            star_count = 0,
            pull_count = 0,
            last_updated = repository.Tags is [var newest, ..] ? newest.PushedAt : repository.Created,
            date_registered = repository.Created,
            collaborator_count = 0,
            hub_user = repository.Namespace,
            has_starred = false,
            full_description = "",
            permissions = new { read = true, write = isAdmin, admin = isAdmin },
            media_types = new[] { HubMediaTypes.Index },
            content_types = new[] { "image" },
        };
    }
}
