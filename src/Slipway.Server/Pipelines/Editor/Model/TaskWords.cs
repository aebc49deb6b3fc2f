using System.Text;
using MudBlazor;
using Slipway.Tasks.Agents;
using Slipway.Tasks.Email;
using Slipway.Tasks.Git;
using Slipway.Tasks.Jenkins;
using Slipway.Tasks.Kubernetes;

namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>How task types and their fields are called and drawn; the words are Code Stream's.</summary>
internal static class TaskWords
{
    private static readonly Dictionary<string, (string Title, string Icon)> types = new(StringComparer.Ordinal)
    {
        ["K8S"] = ("Kubernetes", Icons.Material.Outlined.ViewInAr),
        ["REST"] = ("REST", Icons.Material.Outlined.SyncAlt),
        ["POLL"] = ("POLL", Icons.Material.Outlined.Autorenew),
        ["CI"] = ("CI", Icons.Material.Outlined.Construction),
        ["SSH"] = ("SSH", Icons.Material.Outlined.Terminal),
        ["PowerShell"] = ("PowerShell", Icons.Material.Outlined.Terminal),
        ["Custom"] = ("Custom", Icons.Material.Outlined.Extension),
        ["UserOperation"] = ("User Operation", Icons.Material.Outlined.HowToReg),
        ["Condition"] = ("Condition", Icons.Material.Outlined.AltRoute),
        ["Pipeline"] = ("Pipeline", Icons.Material.Outlined.AccountTree),
        ["Jenkins"] = ("Jenkins", Icons.Material.Outlined.Engineering),
        ["Bamboo"] = ("Bamboo", Icons.Material.Outlined.Engineering),
        ["TFS"] = ("TFS", Icons.Material.Outlined.Engineering),
        ["vRO"] = ("vRO", Icons.Material.Outlined.Schema),
        ["Blueprint"] = ("VMware cloud template", Icons.Material.Outlined.Cloud),
    };

    private static readonly Dictionary<string, (string Title, string? Type)> roles = new(StringComparer.Ordinal)
    {
        ["kubernetesServer"] = ("Kubernetes cluster", KubernetesEndpoint.Type.Name),
        ["scm"] = ("Git", GitEndpoint.Type.Name),
        ["agent"] = ("Agent", AgentEndpoint.Type.Name),
        ["emailServer"] = ("Mail server", EmailEndpoint.Type.Name),
        ["jenkinsServer"] = ("Jenkins server", JenkinsEndpoint.Type.Name),
    };

    private static readonly Dictionary<string, string> fields = new(StringComparer.Ordinal)
    {
        ["yaml"] = "Manifest (YAML)",
        ["url"] = "URL",
        ["scmConstants"] = "Values for the manifest",
        ["sendemail"] = "Send e-mail",
        ["privatekey"] = "Private key",
        ["expirationInDays"] = "Expiration in days",
        ["cancelPreviousPendingUserOp"] = "Cancel earlier open questions",
        ["workflowID"] = "Workflow id",
    };

    /// <summary>A task type's title and icon; a question where there is no such type.</summary>
    public static (string Title, string Icon) OfType(string type) =>
        types.TryGetValue(type, out var known) ? known : (type, Icons.Material.Outlined.HelpOutline);

    /// <summary>An endpoint role's title.</summary>
    public static string OfRole(string role) => roles.TryGetValue(role, out var known) ? known.Title : Spelt(role);

    /// <summary>The type of the endpoints that fit in a role; null where any may.</summary>
    public static string? EndpointTypeOf(string role) => roles.GetValueOrDefault(role).Type;

    /// <summary>An input field's title.</summary>
    public static string OfField(string key) => fields.TryGetValue(key, out var title) ? title : Spelt(key);

    // pollIntervalSeconds: Poll interval seconds
    private static string Spelt(string key)
    {
        var title = new StringBuilder();
        foreach (var letter in key)
        {
            title.Append(title.Length == 0 ? char.ToUpperInvariant(letter).ToString() : char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return title.ToString();
    }
}
