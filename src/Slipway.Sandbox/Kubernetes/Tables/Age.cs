using System.Globalization;

namespace Slipway.Sandbox.Kubernetes.Tables;

/// <summary>Durations for people, as k8s.io/apimachinery/pkg/util/duration writes them: 45s, 3m20s, 5h, 2d.</summary>
internal static class Age
{
    public static string Show(DateTimeOffset? since, DateTimeOffset now)
    {
        if (since is null)
        {
            return "<unknown>";
        }

        var age = now - since.Value;
        return age switch
        {
            { TotalSeconds: < 0 } => "0s",
            { TotalMinutes: < 2 } => $"{(int)age.TotalSeconds}s",
            { TotalMinutes: < 10 } when age.Seconds > 0 => $"{(int)age.TotalMinutes}m{age.Seconds}s",
            { TotalHours: < 3 } => $"{(int)age.TotalMinutes}m",
            { TotalHours: < 8 } when age.Minutes > 0 => $"{(int)age.TotalHours}h{age.Minutes}m",
            { TotalHours: < 48 } => $"{(int)age.TotalHours}h",
            _ => ((int)age.TotalDays).ToString(CultureInfo.InvariantCulture) + "d",
        };
    }
}
