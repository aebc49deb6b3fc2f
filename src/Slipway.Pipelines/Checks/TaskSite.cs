using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;
using Slipway.Pipelines.TaskTypes;

namespace Slipway.Pipelines.Checks;

/// <summary>A task where it stands: its definition, its place in the text and its turn in the pipeline.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Name">The task's name and where it stands.</param>
/// <param name="Map">The task's map.</param>
/// <param name="Definition">The task as it was read.</param>
/// <param name="StageTurn">The stage's turn, from 0; -1 when it never runs.</param>
/// <param name="GroupTurn">The turn of the task's group in the stage, from 0; -1 when it never runs.</param>
internal sealed record TaskSite(string Stage, SourceScalar Name, SourceMap Map, PipelineTask Definition, int StageTurn, int GroupTurn)
{
    public string Owner { get; } = $"Task '{MapReader.Shown(Name.Text)}' of stage '{MapReader.Shown(Stage)}'";

    public TaskType? Type { get; } = KnownTaskTypes.All.GetValueOrDefault(Definition.Type);

    public bool Runs => StageTurn >= 0 && GroupTurn >= 0;

    public SourceNode? Input => Map.Child("input");
}

/// <summary>The tasks of a document.</summary>
internal sealed class TaskSites
{
    private readonly Dictionary<(string Stage, string Task), TaskSite> _byName = [];

    private TaskSites()
    {
    }

    public IEnumerable<TaskSite> All => _byName.Values;

    public TaskSite? Find(string stage, string task) => _byName.GetValueOrDefault((stage, task));

    public static TaskSites Of(SourceMap document, Pipeline pipeline)
    {
        var sites = new TaskSites();
        var stageTurns = pipeline.StageOrder.Select((name, turn) => (name, turn)).GroupBy(s => s.name).ToDictionary(s => s.Key, s => s.First().turn);
        foreach (var (stageName, stageNode) in Entries(document.Child("stages")))
        {
            if (!pipeline.Stages.TryGetValue(stageName.Text, out var stage))
            {
                continue;
            }

            var stageTurn = stageTurns.GetValueOrDefault(stageName.Text, -1);
            var turns = stage.Groups.SelectMany((group, turn) => group.Select(task => (task, turn))).GroupBy(t => t.task).ToDictionary(t => t.Key, t => t.First().turn);
            foreach (var (name, node) in Entries((stageNode as SourceMap)?.Child("tasks")))
            {
                if (node is SourceMap map && stage.Tasks.TryGetValue(name.Text, out var task))
                {
                    sites._byName[(stageName.Text, name.Text)] = new TaskSite(stageName.Text, name, map, task, stageTurn, turns.GetValueOrDefault(name.Text, -1));
                }
            }
        }

        return sites;
    }

    private static IReadOnlyList<SourceEntry> Entries(SourceNode? node) => node is SourceMap map ? map.Entries : [];
}
