using Slipway.Pipelines.Reading;

namespace Slipway.Pipelines.Checks;

/// <summary>Code Stream's rule for names of tasks: letters, digits, space, <c>-</c> and <c>_</c>.</summary>
internal static class TaskNameCheck
{
    public static void Run(TaskSite task, ReadContext context)
    {
        var name = task.Name.Text;
        var odd = name.FirstOrDefault(c => !char.IsLetterOrDigit(c) && c is not (' ' or '-' or '_'));
        if (odd is not '\0' || string.IsNullOrWhiteSpace(name))
        {
            context.Graded(
                DiagnosticCodes.BadTaskName,
                task.Name.Place,
                string.IsNullOrWhiteSpace(name) ? $"A task of stage '{MapReader.Shown(task.Stage)}' has a blank name." : $"The name of {task.Owner[..1].ToLowerInvariant()}{task.Owner[1..]} has a '{odd}'.",
                "Names of tasks are made of letters, digits, spaces, '-' and '_'.");
        }
    }
}
