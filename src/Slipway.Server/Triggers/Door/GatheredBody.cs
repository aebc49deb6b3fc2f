using System.Buffers;

namespace Slipway.Server.Triggers.Door;

/// <summary>
/// What has come of a body so far, in borrowed pieces that are small for the garbage collector. Memory of its own size it gets only when it is whole:
/// whoever sends too much, or never ends, has cost nothing that would have to be collected.
/// </summary>
internal sealed class GatheredBody : IDisposable
{
    private const int PieceBytes = 16 * 1024;

    private readonly List<byte[]> pieces = [];
    private int free;

    /// <summary>How many bytes have come.</summary>
    public int Length { get; private set; }

    public void Add(in ReadOnlySequence<byte> bytes)
    {
        foreach (var part in bytes)
        {
            Add(part.Span);
        }
    }

    /// <summary>All of it, in one piece that stays valid.</summary>
    public byte[] ToArray()
    {
        var whole = GC.AllocateUninitializedArray<byte>(Length);
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            var start = piece * PieceBytes;
            pieces[piece].AsSpan(0, Math.Min(PieceBytes, Length - start)).CopyTo(whole.AsSpan(start));
        }

        return whole;
    }

    public void Dispose()
    {
        foreach (var piece in pieces)
        {
            ArrayPool<byte>.Shared.Return(piece);
        }

        pieces.Clear();
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (free is 0)
            {
                pieces.Add(ArrayPool<byte>.Shared.Rent(PieceBytes));
                free = PieceBytes;
            }

            var count = Math.Min(free, bytes.Length);
            bytes[..count].CopyTo(pieces[^1].AsSpan(PieceBytes - free));
            bytes = bytes[count..];
            free -= count;
            Length += count;
        }
    }
}
