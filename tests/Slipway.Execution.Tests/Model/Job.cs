namespace Slipway.Execution.Tests.Model;

/// <summary>A task, or a rollback, of the model.</summary>
internal sealed class Job(string name)
{
    public string Name => name;

    public string Status { get; set; } = "NOT_STARTED";

    public int Attempt { get; set; }

    public string Message { get; set; } = "";

    public int? Output { get; set; }

    public Rest Rest { get; set; }

    /// <summary>When its rest is over at the earliest, and at the latest; the engine may choose.</summary>
    public (DateTimeOffset Earliest, DateTimeOffset Latest)? Until { get; set; }

    public DateTimeOffset? Deadline { get; set; }

    public bool HasEnded => Status is "COMPLETED" or "FAILED" or "SKIPPED" or "CANCELED";

    public bool IsUnderWay => Status is "RUNNING" or "WAITING" && Rest is Rest.No;

    public void End(string status, string message)
    {
        (Status, Message, Rest, Until) = (status, message, Rest.No, null);
    }
}

/// <summary>Why nobody works on a job whose turn it is.</summary>
internal enum Rest
{
    No,
    Held,
    Awaiting,
    Retrying,
}

/// <summary>One try at a job.</summary>
internal sealed record Try(string Stage, string Task, bool IsRollback, int Number)
{
    public override string ToString() => $"{Stage}.{Task}{(IsRollback ? "/rollback" : "")}/{Number}";
}

/// <summary>What a runner says of a try.</summary>
internal abstract record Said
{
    public sealed record Done(int N) : Said;

    public sealed record Failed(string Why, bool IsFinal) : Said;

    public sealed record Stopped : Said;

    public sealed record Awaits(DateTimeOffset? Until, bool IsForPeople) : Said;
}
