using System.Collections;
using Slipway.Pipelines;

namespace Slipway.Execution.Tests.Model;

/// <summary>
/// What an execution does, written from the rules of docs/executions.md: a program that walks its pipeline and stops where it has to wait. Where it is in the
/// pipeline is where the program is, nothing is derived from a state; the engine does it the other way round.
/// </summary>
internal sealed class ReferenceModel
{
    private readonly Plan plan;
    private readonly IEnumerator walk;
    private readonly HashSet<string> forbidden;
    private readonly Dictionary<string, Job> undoing = [];
    private string? stageUnderWay;
    private (string Text, DateTimeOffset At) steered = ("", default);
    private DateTimeOffset now;

    public ReferenceModel(Plan plan, IEnumerable<string> forbidden, DateTimeOffset now)
    {
        this.plan = plan;
        this.now = now;
        this.forbidden = [.. forbidden];
        Jobs = plan.Stages.SelectMany(stage => stage.Tasks.Select(task => (new Place(stage.Name, task.Name), new Job(task.Name)))).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Stages = plan.Stages.ToDictionary(stage => stage.Name, _ => "NOT_STARTED");
        walk = Walk();
    }

    public string Status { get; private set; } = "QUEUED";

    public string Message { get; private set; } = "";

    public int? Output { get; private set; }

    public Dictionary<string, string> Stages { get; }

    public Dictionary<Place, Job> Jobs { get; }

    /// <summary>Rollbacks that were begun: of tasks by <c>Stage.Task</c>, of stages by <c>Stage.</c></summary>
    public IReadOnlyDictionary<string, Job> Undoing => undoing;

    public bool HasEnded => Status is "COMPLETED" or "FAILED" or "CANCELED" or "ROLLBACK_COMPLETED" or "ROLLBACK_FAILED";

    public bool IsFree => Status is "RUNNING" or "WAITING";

    public IEnumerable<(Try Try, Job Job)> All =>
        Jobs.Select(one => (new Try(one.Key.Stage, one.Key.Task, false, one.Value.Attempt), one.Value))
            .Concat(undoing.Select(one => (new Try(one.Key.Split('.')[0], one.Key.Split('.')[1], true, one.Value.Attempt), one.Value)));

    public IEnumerable<(Try Try, Job Job)> UnderWay => All.Where(one => one.Job.IsUnderWay);

    public bool IsHeld => Status is "WAITING" && Jobs.Values.Any(job => job.Rest is Rest.Held);

    public void Start(DateTimeOffset at) => Do(at, () => (Status, Message) = ("RUNNING", "Running."));

    public void Withdraw(string by) => (Status, Message) = ("CANCELED", $"Canceled by {by}.");

    public void Pause(DateTimeOffset at, string by) => Do(at, () =>
    {
        steered = ($" by {by}.", at);
        (Status, Message) = ("PAUSING", $"Being paused{steered.Text} What is under way ends first.");
    });

    public void GoOn(DateTimeOffset at, string by) => Do(at, () => (Status, Message) = ("RESUMING", $"Resumed by {by}."));

    // What was awaited may have come during the pause: everybody is asked again.
    public void Read(DateTimeOffset at) => Do(at, () =>
    {
        Status = "RUNNING";
        foreach (var (_, job) in All.Where(one => one.Job.Rest is Rest.Awaiting))
        {
            (job.Rest, job.Until) = (Rest.No, null);
        }
    });

    public void Cancel(DateTimeOffset at, string by, string why) => Do(at, () =>
    {
        steered = (why.Length == 0 ? $" by {by}." : $" by {by}: {why}.", at);
        (Status, Message) = ("CANCELING", $"Being canceled{steered.Text} What is under way is told to stop.");
        foreach (var (_, job) in All.ToList())
        {
            switch (job.Rest)
            {
                case Rest.Awaiting:
                    (job.Rest, job.Until) = (Rest.No, null);
                    break;
                case Rest.Held or Rest.Retrying:
                    job.End("CANCELED", $"Canceled{steered.Text}");
                    break;
            }
        }
    });

    public void GiveUp(DateTimeOffset at, string why) => Do(at, () =>
    {
        foreach (var (_, job) in UnderWay.ToList())
        {
            job.End("CANCELED", why);
        }
    });

    public void Allow(DateTimeOffset at, string by) => Do(at, () =>
    {
        Message = $"Resumed by {by}.";
        var held = Jobs.Where(one => one.Value.Rest is Rest.Held).ToList();
        forbidden.ExceptWith(held.Select(one => TaskAt(one.Key).Endpoint!));
        foreach (var (place, job) in held)
        {
            (job.Rest, job.Status) = (Rest.No, "NOT_STARTED");
            Enter(place);
        }
    });

    public void Arrived(DateTimeOffset at, Try attempt) => Do(at, () =>
    {
        if (IsFree && JobOf(attempt) is { Rest: Rest.Awaiting } job)
        {
            (job.Rest, job.Until) = (Rest.No, null);
        }
    });

    public void Progress(DateTimeOffset at, Try attempt, string message) => Do(at, () =>
    {
        if (JobOf(attempt) is { IsUnderWay: true } job)
        {
            job.Message = message;
        }
    });

    public void TimePasses(DateTimeOffset at) => Do(at, () => { });

    /// <summary>The server goes down and comes back: what can be taken up is; the rest is begun anew, or fails.</summary>
    public void Crash(DateTimeOffset at) => Do(at, () =>
    {
        if (Status is "CANCELING")
        {
            return;
        }

        foreach (var (attempt, job) in UnderWay.Where(one => !one.Try.IsRollback).ToList())
        {
            var task = TaskAt(new Place(attempt.Stage, attempt.Task));
            if (task.IsFragile && task.OnInterrupt is InterruptedTask.Retry)
            {
                Begin(job, task);
                job.Message = " was cut off by a restart of the server";
            }
            else if (task.IsFragile)
            {
                job.End("FAILED", "The server restarted while this was under way.");
            }
        }
    });

    public void Report(DateTimeOffset at, Try attempt, Said said) => Do(at, () =>
    {
        if (JobOf(attempt) is not { IsUnderWay: true } job)
        {
            return;
        }

        var task = attempt.IsRollback ? null : TaskAt(new Place(attempt.Stage, attempt.Task));
        switch (said)
        {
            case Said.Done done:
                job.End("COMPLETED", "done");
                job.Output = done.N;
                break;
            case Said.Failed { IsFinal: false } failed when task is not null && task.Attempts > job.Attempt && Status is not "CANCELING":
                var wait = TimeSpan.FromTicks(Math.Min(task.RetryMaxDelay.Ticks, task.RetryDelay.Ticks << (job.Attempt - 1)));
                (job.Status, job.Rest, job.Until) = ("RUNNING", Rest.Retrying, (at + (0.8 * wait), at + (1.2 * wait)));
                job.Message = $"Attempt {job.Attempt} of {task.Attempts} failed: {failed.Why}";
                break;
            case Said.Failed failed:
                job.End("FAILED", failed.Why);
                break;
            case Said.Stopped:
                job.End("CANCELED", "Stopped.");
                break;
            case Said.Awaits awaits when Status is not "CANCELING":
                var until = awaits.Until is { } asked && job.Deadline is { } limit ? (asked < limit ? asked : limit) : awaits.Until ?? job.Deadline;
                (job.Rest, job.Until) = (Rest.Awaiting, until is { } moment ? (moment, moment) : null);
                (job.Status, job.Message) = (awaits.IsForPeople ? "WAITING" : "RUNNING", "Waits.");
                break;
        }
    });

    private void Do(DateTimeOffset at, Action what)
    {
        now = at;
        what();
        Settle();
        while (IsFree)
        {
            var (attempt, due) = All.FirstOrDefault(one => one.Job.Until?.Latest <= now);
            if (due is null)
            {
                return;
            }

            if (due.Rest is Rest.Retrying)
            {
                Begin(due, TaskAt(new Place(attempt.Stage, attempt.Task)));
            }

            (due.Rest, due.Until) = (Rest.No, null);
            Settle();
        }
    }

    private void Settle()
    {
        if (IsFree)
        {
            walk.MoveNext();
        }

        if (Status is "PAUSING" && !UnderWay.Any())
        {
            (Status, Message) = ("PAUSED", $"Paused{steered.Text}");
        }

        if (Status is "CANCELING" && !UnderWay.Any())
        {
            if (stageUnderWay is { } stage)
            {
                Stages[stage] = "CANCELED";
            }

            (Status, Message) = ("CANCELED", $"Canceled{steered.Text}");
        }

        if (!IsFree)
        {
            return;
        }

        var (place, waiting) = Jobs.FirstOrDefault(one => one.Value.Status is "WAITING");
        (Status, Message) = waiting is not null ? ("WAITING", $"{place}: {waiting.Message}") : Status is "WAITING" ? ("RUNNING", "Running.") : (Status, Message);
    }

    private IEnumerator Walk()
    {
        foreach (var stage in plan.Stages)
        {
            (stageUnderWay, Stages[stage.Name]) = (stage.Name, "RUNNING");
            foreach (var group in stage.Groups)
            {
                var places = group.Select(task => new Place(stage.Name, task.Name)).ToList();
                places.ForEach(Enter);
                while (!IsFree || !places.TrueForAll(place => Jobs[place].HasEnded))
                {
                    yield return null;
                }

                var culprits = places.Where(place => Jobs[place].Status is "FAILED" && !TaskAt(place).IgnoreFailure).ToList();
                if (culprits.Count == 0)
                {
                    continue;
                }

                foreach (var culprit in culprits)
                {
                    Undo($"{culprit}", TaskAt(culprit).Rollback);
                }

                while (!IsFree || undoing.Values.Any(job => !job.HasEnded))
                {
                    yield return null;
                }

                (stageUnderWay, Stages[stage.Name]) = (null, "FAILED");
                Undo($"{stage.Name}.", stage.Rollback);
                while (!IsFree || undoing.Values.Any(job => !job.HasEnded))
                {
                    yield return null;
                }

                Status = undoing.Count == 0 ? "FAILED" : undoing.Values.All(job => job.Status is "COMPLETED") ? "ROLLBACK_COMPLETED" : "ROLLBACK_FAILED";
                Message = $"{culprits[0]}: {Jobs[culprits[0]].Message}";
                yield break;
            }

            (stageUnderWay, Stages[stage.Name]) = (null, "COMPLETED");
        }

        Output = plan.Output is { } read ? Jobs[read].Output : null;
        (Status, Message) = ("COMPLETED", "Execution Completed.");
    }

    // A task's turn has come.
    private void Enter(Place place)
    {
        var (task, job) = (TaskAt(place), Jobs[place]);
        if (task.Endpoint is { } endpoint && forbidden.Contains(endpoint))
        {
            (job.Status, job.Rest) = ("WAITING", Rest.Held);
            job.Message = $"Uses endpoint '{endpoint}', restricted to administrators: waits until an administrator of the project resumes it.";
        }
        else if (task.Condition is { } condition && !Holds(condition))
        {
            job.End("SKIPPED", "The precondition does not hold");
        }
        else if (task.Reads is { } read && Jobs[read].Output is null)
        {
            job.End("FAILED", "cannot be read");
        }
        else
        {
            Begin(job, task);
        }
    }

    private void Begin(Job job, PlannedTask task)
    {
        (job.Status, job.Attempt, job.Message, job.Output) = ("RUNNING", job.Attempt + 1, "Running.", null);
        (job.Deadline, job.Rest, job.Until) = (task.Timeout is { } limit ? now + limit : null, Rest.No, null);
    }

    private void Undo(string what, PlannedRollback? rollback)
    {
        if (rollback is null)
        {
            return;
        }

        var job = undoing[what] = new Job(rollback.Pipeline) { Status = "RUNNING", Attempt = 1, Message = "Running." };
        if (rollback.Reads is { } read && Jobs[read].Output is null)
        {
            job.Attempt = 0;
            job.End("FAILED", "cannot be read");
        }
    }

    private bool Holds(PlannedCondition condition)
    {
        var of = Jobs[condition.Of];
        return (condition.IsAboutOutput ? of.Output == condition.Value : of.Status is "COMPLETED") != condition.Negated;
    }

    private PlannedTask TaskAt(Place place) => plan.Stages.First(stage => stage.Name == place.Stage).Tasks.First(task => task.Name == place.Task);

    private Job? JobOf(Try attempt)
    {
        var job = attempt.IsRollback ? undoing.GetValueOrDefault($"{attempt.Stage}.{attempt.Task}") : Jobs.GetValueOrDefault(new Place(attempt.Stage, attempt.Task));
        return job?.Attempt == attempt.Number ? job : null;
    }
}
