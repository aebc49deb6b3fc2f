namespace Slipway.Server.Triggers.Door;

/// <summary>Deliveries that are being taken in: so many at a time, so many of one sender, and so many bytes of them in memory.</summary>
internal sealed class Lobby
{
    /// <summary>How many at a time.</summary>
    public const int Places = 256;

    /// <summary>How many of them may be one sender's, so that a slow one leaves room for the others.</summary>
    public const int PlacesOfOneSource = 128;

    /// <summary>How many bytes of bodies, of all together. They count as they come, not as they are announced.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<string, int> taken = [];
    private int places;
    private int bytes;

    /// <summary>A place; null when there is none.</summary>
    public Place? Enter(string source)
    {
        lock (gate)
        {
            var own = taken.GetValueOrDefault(source);
            if (places == Places || own == PlacesOfOneSource)
            {
                return null;
            }

            places++;
            taken[source] = own + 1;
            return new Place(this, source);
        }
    }

    private bool TryTake(int count)
    {
        lock (gate)
        {
            if (bytes + count > Bytes)
            {
                return false;
            }

            bytes += count;
            return true;
        }
    }

    private void Leave(string source, int count)
    {
        lock (gate)
        {
            places--;
            bytes -= count;
            if (--taken[source] is 0)
            {
                taken.Remove(source);
            }
        }
    }

    /// <summary>One delivery's place, with the room that its body takes.</summary>
    internal sealed class Place(Lobby lobby, string source) : IDisposable
    {
        private int held;
        private bool isLeft;

        /// <summary>Room for so many bytes more; false when there is none.</summary>
        public bool TryTake(int count)
        {
            if (!lobby.TryTake(count))
            {
                return false;
            }

            held += count;
            return true;
        }

        public void Dispose()
        {
            if (!isLeft)
            {
                isLeft = true;
                lobby.Leave(source, held);
            }
        }
    }
}
