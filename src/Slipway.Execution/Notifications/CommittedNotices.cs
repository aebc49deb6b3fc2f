using Orleans;

namespace Slipway.Execution.Notifications;

/// <summary>Sets notices on their way.</summary>
internal static class CommittedNotices
{
    /// <summary>Tells those that are to be sent that they are committed. Should the message be lost, the sweep finds them.</summary>
    public static void Deliver(this IGrainFactory grains, IReadOnlyList<Notice> notices)
    {
        foreach (var notice in notices.Where(notice => notice.Report.Status is NoticeStatus.Pending))
        {
            grains.GetGrain<INoticeGrain>(notice.Report.Id).Deliver().Ignore();
        }
    }
}
