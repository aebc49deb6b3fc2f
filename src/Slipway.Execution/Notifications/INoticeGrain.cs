using Orleans;
using Orleans.Concurrency;

namespace Slipway.Execution.Notifications;

/// <summary>One notice on its way. The key is the notice's id.</summary>
public interface INoticeGrain : IGrainWithGuidKey
{
    /// <summary>Sends it, if it is time, until it is taken or given up. Idempotent.</summary>
    [OneWay]
    Task Deliver();
}
