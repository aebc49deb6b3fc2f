using Microsoft.AspNetCore.WebUtilities;

namespace Slipway.Server.Shell;

/// <summary>The project that somebody looks at: it stands in the address, so that a link shows to others what it shows to them.</summary>
internal static class ChosenProject
{
    private const string Parameter = "project";

    /// <summary>The one in the address; null when none was chosen.</summary>
    public static string? In(string address) =>
        QueryHelpers.ParseQuery(new Uri(address).Query).TryGetValue(Parameter, out var project) && !string.IsNullOrWhiteSpace(project) ? project.ToString() : null;

    /// <summary>A path of the console with the project in it.</summary>
    public static string Put(string path, string? project) => string.IsNullOrWhiteSpace(project) ? path : QueryHelpers.AddQueryString(path, Parameter, project);
}
