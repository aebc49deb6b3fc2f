namespace Slipway.Execution.Tests.Model;

/// <summary>What may happen next in a history, and what does.</summary>
internal static class Chances
{
    private static readonly TimeSpan CancelGrace = TimeSpan.FromSeconds(30);

    /// <summary>What the chances come to in this state; null when the execution has ended and nothing is left to come late.</summary>
    public static HistoryEvent Next(Random random, ReferenceModel model, DateTimeOffset now, bool isTimed)
    {
        if (Due(model, now) is { } due)
        {
            return due;
        }

        var underWay = model.UnderWay.Select(one => one.Try).ToList();
        var awaiting = model.All.Where(one => one.Job.Rest is Rest.Awaiting).Select(one => one.Try).ToList();
        var canSteer = !model.HasEnded && model.Status is not ("QUEUED" or "CANCELING");

        // Between an answer and what comes of it there is a moment only, in which a restart leads far.
        var isAnswered = model.UnderWay.Any(one => one.Job.Status is "WAITING");
        List<(int Weight, Func<HistoryEvent> Make)> chances =
        [
            (model.Status is "QUEUED" ? 90 : 0, () => new HistoryEvent.Start()),
            (model.Status is "QUEUED" ? 2 : 0, () => new HistoryEvent.Withdraw()),
            (underWay.Count > 0 ? 60 : 0, () => new HistoryEvent.Report(Any(underWay), Say())),
            (underWay.Count > 0 ? 4 : 0, () => new HistoryEvent.Progress(Any(underWay), $"{random.Next(3)} of 3")),
            (6, () => new HistoryEvent.Report(Stale(), Say())),
            (model.IsFree ? 5 : 0, () => new HistoryEvent.Pause()),
            (model.Status is "PAUSED" ? 40 : model.Status is "PAUSING" ? 8 : 0, () => new HistoryEvent.GoOn()),
            (model.Status is "RESUMING" ? 60 : 0, () => new HistoryEvent.Read()),
            (canSteer ? 3 : 0, () => new HistoryEvent.Cancel(random.Next(2) == 0 ? "" : "wrong tag")),
            (model.Status is "CANCELING" ? 10 : 0, () => new HistoryEvent.GiveUp()),
            (model.IsHeld ? 20 : 0, () => new HistoryEvent.Allow()),
            (awaiting.Count > 0 ? 15 : 0, () => new HistoryEvent.Arrived(Any(awaiting))),
            (isTimed ? 12 : 0, () => new HistoryEvent.TimePasses(Sometime())),
            (model.Status is "QUEUED" ? 1 : isAnswered ? 40 : 8, () => new HistoryEvent.Crash()),
        ];

        var at = random.Next(chances.Sum(chance => chance.Weight));
        return chances.First(chance => (at -= chance.Weight) < 0).Make();

        T Any<T>(List<T> of) => of[random.Next(of.Count)];

        Said Say() => random.Next(100) switch
        {
            _ when model.Status is "CANCELING" && random.Next(3) > 0 => new Said.Stopped(),
            < 62 => new Said.Done(random.Next(3)),
            < 80 => new Said.Failed("no", IsFinal: random.Next(5) == 0),
            _ => new Said.Awaits(isTimed && random.Next(2) == 0 ? now + Sometime() : null, random.Next(2) == 0),
        };

        // Of an attempt that is over, has not come, or does not exist.
        Try Stale()
        {
            var (any, job) = Any(model.All.ToList());
            return random.Next(5) switch
            {
                0 => any with { Number = any.Number + 1 },
                1 => any with { Task = "Nowhere" },
                2 => any with { Stage = "Nowhere" },
                _ => job.IsUnderWay ? any with { Number = any.Number - 1 } : any,
            };
        }

        TimeSpan Sometime() => TimeSpan.FromSeconds(1 + random.Next(40));
    }

    /// <summary>The shortest way to the end.</summary>
    public static HistoryEvent ToTheEnd(ReferenceModel model, DateTimeOffset now)
    {
        if (Due(model, now) is { } due)
        {
            return due;
        }

        var underWay = model.UnderWay.Select(one => one.Try).FirstOrDefault();
        return model.Status switch
        {
            "QUEUED" => new HistoryEvent.Start(),
            "PAUSED" => new HistoryEvent.GoOn(),
            "RESUMING" => new HistoryEvent.Read(),
            "CANCELING" when underWay is not null => new HistoryEvent.Report(underWay, new Said.Stopped()),
            _ when underWay is not null => new HistoryEvent.Report(underWay, new Said.Done(1)),
            _ when model.IsHeld => new HistoryEvent.Allow(),
            _ when model.All.FirstOrDefault(one => one.Job.Rest is Rest.Awaiting).Try is { } awaiting => new HistoryEvent.Arrived(awaiting),
            _ => new HistoryEvent.TimePasses(CancelGrace),
        };
    }

    // A runner whose time is up is told to stop: the attempt has failed.
    private static HistoryEvent.Report? Due(ReferenceModel model, DateTimeOffset now) =>
        model.UnderWay.FirstOrDefault(one => one.Job.Deadline <= now).Try is { } late ? new HistoryEvent.Report(late, new Said.Failed("Timed out", IsFinal: false)) : null;
}
