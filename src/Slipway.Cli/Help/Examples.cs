using System.CommandLine;

namespace Slipway.Cli.Help;

/// <summary>Command lines to begin with.</summary>
internal static class Examples
{
    /// <summary>By the words of the command. Each can be parsed as it stands up to a pipe or a redirection.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>
    {
        [""] =
        [
            "slipway login --server https://slipway.example",
            "slipway import pipelines/",
            "slipway pipelines run acme/Deploy --input TAG=1.0.1 --follow",
            "slipway executions list --filter \"status eq 'FAILED'\" --top 5",
        ],
        ["login"] =
        [
            "slipway login --server https://slipway.example --username ada",
            "slipway login --server https://slipway.example --token-stdin < token",
            "slipway login --context staging --server https://staging.example",
        ],
        ["pipelines run"] =
        [
            "slipway pipelines run acme/Deploy --input TAG=1.0.1 --wait --timeout 600",
            "slipway pipelines run Deploy -p acme --comment 'after the incident' --follow",
        ],
        ["executions watch"] = ["slipway executions watch acme/Deploy", "slipway executions watch 'acme/Deploy#12' --timeout 600"],
        ["executions logs"] = ["slipway executions logs acme/Deploy --follow", "slipway executions logs 'acme/Deploy#12' --task 'Deploy.Roll out' | less -R"],
        ["executions list"] = ["slipway executions list -p acme --filter \"status eq 'RUNNING'\" -o name"],
        ["approvals list"] = ["slipway approvals list -p acme --filter \"status eq 'ACTIVE'\""],
        ["approvals approve"] = ["slipway approvals approve 45b4d8 --comment 'The tests are green'"],
        ["variables create"] = ["slipway variables create acme/region --value eu-1", "slipway variables create acme/key --type SECRET --value-stdin < key"],
        ["endpoints create"] =
        [
            "slipway endpoints create acme/Cluster --type k8s --property kubernetesURL=https://k8s.example --property-file token=token",
        ],
        ["import"] = ["slipway import web.yaml --action create", "slipway import pipelines/ --project staging"],
        ["export"] = ["slipway export -p acme -d pipelines", "slipway export --pipelines Deploy,Test --endpoints --variables > acme.yaml"],
        ["backup"] = ["slipway backup --data /var/lib/slipway --to /backup/slipway.db --overwrite"],
        ["restore"] = ["slipway restore --data /var/lib/slipway --from /backup/slipway.db", "slipway restore --database 'Host=db.example;Database=slipway' --unfinished cancel"],
        ["migrate-store"] = ["slipway migrate-store --data /var/lib/slipway --to 'Host=db.example;Database=slipway;Username=slipway'"],
        ["completion"] = ["source <(slipway completion bash)", "slipway completion fish > ~/.config/fish/completions/slipway.fish"],
    };

    public static IEnumerable<string> Of(Command command) => All.GetValueOrDefault(WordsOf(command), []);

    /// <summary>The words that lead to a command, without the program's name.</summary>
    public static string WordsOf(Command command) =>
        command is RootCommand ? "" : $"{WordsOf(command.Parents.OfType<Command>().First())} {command.Name}".Trim();
}
