using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Slipway.Sandbox.DockerHub.Wire;

/// <summary>A repository's tags, at the old address and at the one of today.</summary>
internal static class TagRoutes
{
    public static void MapTags(this IEndpointRouteBuilder app, HubState state)
    {
        foreach (var tags in new[] { "/v2/repositories/{owner}/{name}/tags", "/v2/namespaces/{owner}/repositories/{name}/tags" })
        {
            app.MapGet(tags, (HttpRequest request, string owner, string name) =>
                state.FindVisible(request, owner, name, out _) is { } repository
                    ? HubPage.Of(request, repository.Tags, Show)
                    : HubAnswers.NotFound());

            app.MapGet(tags + "/{tag}", (HttpRequest request, string owner, string name, string tag) =>
                state.FindVisible(request, owner, name, out _)?.Tags.Find(t => t.Name == tag) is { } found
                    ? Results.Json(Show(found))
                    : HubAnswers.NotFound());
        }
    }

    private static object Show(HubTag tag) => new
    {
        id = tag.Id,
        name = tag.Name,
        digest = tag.Digest,
        media_type = HubMediaTypes.Index,
        content_type = "image",
        last_updated = tag.PushedAt,
        last_updater_username = tag.PushedBy,
        tag_status = "active",
        tag_last_pushed = tag.PushedAt,
        tag_last_pulled = (DateTimeOffset?)null,
        v2 = true,
        full_size = 3_400_000,
        images = new[] { Platform("amd64", tag.Amd64Digest, tag), Platform("arm64", tag.Arm64Digest, tag) },
    };

    private static object Platform(string architecture, string digest, HubTag tag) => new
    {
        architecture,
        features = "",
        variant = architecture == "arm64" ? "v8" : null,
        digest,
        os = "linux",
        size = 3_400_000,
        status = "active",
        last_pushed = tag.PushedAt,
    };
}
