using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Slipway.Server.Access;

namespace Slipway.Server.About;

/// <summary><c>/about</c> and <c>/user-preferences</c>: what clients ask before they do anything else.</summary>
internal static class AboutApi
{
    /// <summary>The one version of Code Stream's API that its clients ask for.</summary>
    private const string ApiVersion = "2019-10-17";

    public static void MapAbout(this IEndpointRouteBuilder api)
    {
        api.MapGet("/about", () => Results.Json(new Answer(ApiVersion, [new SupportedApi(ApiVersion, "/docs/api")]))).NeedsPerson();
        api.MapGet("/user-preferences", (ApiAccess access) => Results.Json(new Preferences(
            "/codestream/api/user-preferences", 0, 0, new Dictionary<string, string>(), access.Caller.Name))).NeedsPerson();
    }

    private sealed record Answer(string LatestApiVersion, SupportedApi[] SupportedApis);

    private sealed record SupportedApi(string ApiVersion, string DocumentationLink);

    /// <summary>As <c>cs-cli</c> reads it. People have no preferences yet, so they were never made or changed.</summary>
    private sealed record Preferences(
        [property: JsonPropertyName("_link")] string Link,
        [property: JsonPropertyName("_updateTimeInMicros")] long UpdateTimeInMicros,
        [property: JsonPropertyName("_createTimeInMicros")] long CreateTimeInMicros,
        [property: JsonPropertyName("preferences")] Dictionary<string, string> Values,
        string UserName);
}
