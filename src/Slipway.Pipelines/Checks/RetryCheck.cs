using Slipway.Pipelines.Reading;
using Slipway.Pipelines.Source;

namespace Slipway.Pipelines.Checks;

/// <summary>Checks that only tasks that can be tried again say something of it.</summary>
internal static class RetryCheck
{
    public static void Run(TaskSite task, ReadContext context)
    {
        if (task.Type is not { NeverTriedAgain: { } reason } type)
        {
            return;
        }

        foreach (var key in (string[])["retry", "onInterrupt"])
        {
            if (task.Map.Child(key) is { } given && given is not SourceList { Items.Count: 0 } && !(given is SourceScalar scalar && string.IsNullOrWhiteSpace(scalar.Text)))
            {
                context.Diagnostics.Warning(
                    DiagnosticCodes.NeverTriedAgain,
                    task.Map.PlaceOfKey(key),
                    $"{task.Owner} has '{key}', which means nothing at a task of type {type.Name}: {reason}",
                    "Take it out.");
            }
        }
    }
}
