using Slipway.Execution.State;

namespace Slipway.Execution.Tests.Model;

/// <summary>Where the engine is not where the model is.</summary>
internal static class Differences
{
    /// <summary>All of them. Where the model leaves a choice, the engine's choice is the model's from here on.</summary>
    public static List<string> Between(ReferenceModel model, ExecutionState state, bool areTimesKnown = true)
    {
        var found = new List<string>();
        Same("status", model.Status, state.Status.Wire());
        if (state.Status.IsFailure() ? !Tells(state.StatusMessage, model.Message.Split(": ", 2)) : state.StatusMessage != model.Message)
        {
            found.Add($"message: model '{model.Message}', engine '{state.StatusMessage}'");
        }

        Same("output", $"{(model.Status is "COMPLETED" ? model.Output : null)}", $"{(state.Output ?? []).GetValueOrDefault("last")}");
        Same("under way", string.Join(' ', model.UnderWay.Select(one => one.Try.ToString()).Order()), string.Join(' ', state.UnderWay.Select(one => new Try(one.Stage, one.Task, one.IsRollback, one.Number).ToString()).Order()));
        var undone = new HashSet<string>();
        foreach (var stage in state.Stages)
        {
            Same(stage.Name, model.Stages[stage.Name], stage.Status.Wire());
            Undone($"{stage.Name}.", stage.Rollback);
            foreach (var task in stage.Tasks)
            {
                Compare($"{stage.Name}.{task.Name}", model.Jobs[new Place(stage.Name, task.Name)], task);
                Undone($"{stage.Name}.{task.Name}", task.Rollback);
            }
        }

        Same("rollbacks", string.Join(' ', model.Undoing.Keys.Order()), string.Join(' ', undone.Order()));
        return found;

        // Whose fault it is, and why; the engine tells more than the model knows.
        static bool Tells(string message, string[] parts) => message.StartsWith(parts[0], StringComparison.Ordinal) && message.Contains(parts[^1], StringComparison.Ordinal);

        void Undone(string what, TaskState? rollback)
        {
            if (rollback is not null && undone.Add(what) && model.Undoing.TryGetValue(what, out var job))
            {
                Compare($"{what} rollback", job, rollback);
            }
        }

        void Compare(string what, Job job, TaskState task)
        {
            Same($"{what} status", job.Status, task.Status.Wire());
            Same($"{what} attempt", job.Attempt, task.Attempt);
            Same($"{what} rest", job.Rest.ToString(), task.Standby?.Reason.ToString() ?? "No");
            Same($"{what} output", $"{job.Output}", $"{task.Output?["n"]}");
            if (!task.Message.Contains(job.Message, StringComparison.Ordinal))
            {
                found.Add($"{what} message: model '{job.Message}', engine '{task.Message}'");
            }

            if (!areTimesKnown)
            {
                return;
            }

            Same($"{what} ended", job.HasEnded, task.EndedAt is not null);
            Same($"{what} deadline", job.IsUnderWay ? job.Deadline : null, job.IsUnderWay ? task.Deadline : null);
            var until = task.Standby?.Until;
            if (job.Until is { } range && until >= range.Earliest && until <= range.Latest)
            {
                job.Until = (until.Value, until.Value);
            }
            else if (job.Until is not null || until is not null)
            {
                found.Add($"{what} until: model {job.Until}, engine {until}");
            }
        }

        void Same<T>(string what, T model, T engine)
        {
            if (!EqualityComparer<T>.Default.Equals(model, engine))
            {
                found.Add($"{what}: model '{model}', engine '{engine}'");
            }
        }
    }
}
