using Slipway.Pipelines.Documents;

namespace Slipway.Server.CustomIntegrations.Pages;

/// <summary>Something to begin with that can be saved as it is.</summary>
internal static class FirstIntegration
{
    public static CustomIntegrationDocument Document { get; } = new()
    {
        Project = "",
        Name = "Greet",
        Description = "Says hello to whoever is named",
        Runtime = "shell",
        Code = "export greeting=\"Hello $who\"\n",
        InputProperties = [new CustomInput("who", "text", "Whom to greet") { PlaceHolder = "world", Required = true, Bindable = true }],
        OutputProperties = [new CustomOutput("greeting", "label", "What was said")],
    };
}
