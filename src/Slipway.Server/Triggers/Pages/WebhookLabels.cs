namespace Slipway.Server.Triggers.Pages;

/// <summary>What the fields of a webhook are called in its form.</summary>
public static class WebhookLabels
{
    private static readonly Dictionary<string, string> Labels = new()
    {
        ["project"] = "Project",
        ["name"] = "Name",
        ["description"] = "Description",
        ["endpoint"] = "Docker registry endpoint",
        ["pipeline"] = "Pipeline",
        ["input"] = "Input Parameters",
        ["refreshToken"] = "API token",
        ["imageNameRegExPattern"] = "Image",
        ["tagNamePattern"] = "Tag",
        ["enabled"] = "Enabled",
        ["proof"] = "Proof",
        ["latestWins"] = "Latest wins",
        ["reconcile"] = "Look for missed pushes",
        ["allowedSources"] = "Allowed sources",
        ["sender"] = "Sender",
        ["callback"] = "Call back",
        ["secretToken"] = "Secret token",
    };

    /// <summary>The fields, by their names in the API.</summary>
    public static IReadOnlyCollection<string> Fields => Labels.Keys;

    /// <summary>What a field of the API is called in the form.</summary>
    public static string Of(string field) => Labels.GetValueOrDefault(field, field);
}
