using System.Collections.Frozen;

namespace Slipway.Pipelines.Reading;

/// <summary>The keys of a pipeline that have no property of their own.</summary>
internal static class DocumentKeys
{
    /// <summary>Known, carried in <see cref="Pipeline.Other"/> and no cause for a warning.</summary>
    public static readonly FrozenSet<string> Carried =
        ["global", "_outputMeta", "starred", "workspace", "ciWorkspace", "state", "notifications", "rollbacks"];

    /// <summary>What the server knows of a pipeline as a resource. A client that sends back what it got sends these too; they are not the document's.</summary>
    public static readonly FrozenSet<string> OfResource =
    [
        "id", "version", "createdBy", "createdAt", "updatedBy", "updatedAt", "_link", "_projectId", "_warnings",
        "_createdBy", "_updatedBy", "_createTimeInMicros", "_updateTimeInMicros",
    ];

    /// <summary>Keys of a stage that are known besides its own.</summary>
    public static readonly FrozenSet<string> CarriedByStage = ["tags"];

    /// <summary>Keys of a task that are known besides its own.</summary>
    public static readonly FrozenSet<string> CarriedByTask = ["tags", "_configured"];

    public static readonly FrozenSet<string> None = [];
}
