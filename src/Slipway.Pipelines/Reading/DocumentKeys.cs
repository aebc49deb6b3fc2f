using System.Collections.Frozen;

namespace Slipway.Pipelines.Reading;

/// <summary>Keys of documents that have no property of their own.</summary>
internal static class DocumentKeys
{
    /// <summary>Known keys of a pipeline, carried in <see cref="Document.Other"/> and no cause for a warning.</summary>
    public static readonly FrozenSet<string> CarriedByPipeline = ["global"];

    /// <summary>Known keys of a task.</summary>
    public static readonly FrozenSet<string> CarriedByTask = ["_configured"];

    /// <summary>Known keys of an endpoint.</summary>
    public static readonly FrozenSet<string> CarriedByEndpoint = ["tags", "isLocked", "cloudProxyId"];

    /// <summary>Known keys of a custom integration.</summary>
    public static readonly FrozenSet<string> CarriedByIntegration = ["status", "tags"];

    /// <summary>Known keys of a custom integration's input or output.</summary>
    public static readonly FrozenSet<string> CarriedByCustomInput = ["labelInfo", "labelMessage"];

    /// <summary>Known keys of a Docker webhook.</summary>
    public static readonly FrozenSet<string> CarriedByWebhook = ["tags", "comments"];

    /// <summary>Known keys of a webhook notification.</summary>
    public static readonly FrozenSet<string> CarriedByWebhookNotification = ["cloudProxyId", "agent"];

    /// <summary>What the server knows of a document as a resource. A client that sends back what it got sends these too; they are not the document's.</summary>
    public static readonly FrozenSet<string> OfResource =
    [
        "id", "version", "createdBy", "createdAt", "updatedBy", "updatedAt", "_link", "_projectId", "_warnings",
        "_createdBy", "_updatedBy", "_createTimeInMicros", "_updateTimeInMicros", "externalListenerLink", "_health", "pipelineLink", "validationOutput",
    ];

    public static readonly FrozenSet<string> None = [];
}
