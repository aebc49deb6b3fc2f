namespace Slipway.Server.Triggers.Door;

/// <summary>
/// How much one sender may ask of the door: a bucket that fills by a number of calls a second and holds ten seconds' worth. A call that is
/// refused costs what forty good ones do, so guessing tokens is slow and a busy registry is not.
/// </summary>
/// <remarks>
/// .NET's own limiters take their price before the call is made and keep a bucket for as many senders as come. Here the price is known only
/// afterwards, and whoever has a network of IPv6 has more senders than this server has memory.
/// </remarks>
internal sealed class SourceRates(int perSecond, TimeProvider clock)
{
    /// <summary>How many senders are remembered. The one that has not come for the longest time is forgotten for a new one.</summary>
    public const int MostSources = 10_000;

    /// <summary>What a refused call costs, in good ones.</summary>
    public const int RefusalPrice = 40;

    /// <summary>How many seconds' worth of calls may come at once.</summary>
    public const int BurstSeconds = 10;

    // More than one is forgotten for each that comes, so the idle ones go without a look at all of them.
    private const int ForgottenAtOnce = 2;

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Bucket>> buckets = [];
    private readonly LinkedList<Bucket> byLastCall = [];

    private double Burst => (double)perSecond * BurstSeconds;

    /// <summary>How many senders are remembered now.</summary>
    public int Sources
    {
        get
        {
            lock (gate)
            {
                return buckets.Count;
            }
        }
    }

    /// <summary>Counts a call. Null when it may go on, otherwise how long its sender has to wait; a call that has to wait costs nothing.</summary>
    public TimeSpan? Enter(string source)
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            var bucket = Find(source, now);
            if (bucket.Calls < 1)
            {
                return TimeSpan.FromSeconds((1 - bucket.Calls) / perSecond);
            }

            bucket.Calls--;
            return null;
        }
    }

    /// <summary>Tells that the call was refused. Many at once cost their sender no more than the time in which an empty bucket fills.</summary>
    public void Refused(string source)
    {
        lock (gate)
        {
            var bucket = Find(source, clock.GetTimestamp());
            bucket.Calls = Math.Max(bucket.Calls - (RefusalPrice - 1), -Burst);
        }
    }

    private Bucket Find(string source, long now)
    {
        ForgetIdle(now);
        if (!buckets.TryGetValue(source, out var node))
        {
            if (buckets.Count >= MostSources)
            {
                Forget(byLastCall.Last!);
            }

            node = buckets[source] = new LinkedListNode<Bucket>(new Bucket(source) { Calls = Burst, At = now });
        }
        else
        {
            byLastCall.Remove(node);
        }

        byLastCall.AddFirst(node);
        var bucket = node.Value;
        bucket.Calls = Math.Min(bucket.Calls + (clock.GetElapsedTime(bucket.At, now).TotalSeconds * perSecond), Burst);
        bucket.At = now;
        return bucket;
    }

    private void ForgetIdle(long now)
    {
        for (var forgotten = 0; forgotten < ForgottenAtOnce && byLastCall.Last is { Value: var oldest } last && clock.GetElapsedTime(oldest.At, now).TotalSeconds > 2 * BurstSeconds; forgotten++)
        {
            Forget(last);
        }
    }

    private void Forget(LinkedListNode<Bucket> node)
    {
        byLastCall.Remove(node);
        buckets.Remove(node.Value.Source);
    }

    private sealed class Bucket(string source)
    {
        public string Source => source;

        public double Calls { get; set; }

        public long At { get; set; }
    }
}
