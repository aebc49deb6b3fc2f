using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Slipway.Triggers.Deliveries;

namespace Slipway.Server.Triggers.Door;

/// <summary>Reads what a sender has to say, within bounds of size and time.</summary>
internal static class DeliveryBody
{
    /// <summary>How long a body may take to come. Registries send theirs in one go.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Whether the sender itself says that it is too much.</summary>
    public static bool IsAnnouncedTooLarge(HttpRequest request) => request.ContentLength > Delivery.MaxBodyBytes;

    /// <summary>Reads the whole body, or tells why not.</summary>
    public static async Task<BodyResult> ReadAsync(HttpRequest request, Lobby.Place place, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = Delivery.MaxBodyBytes;
        }

        try
        {
            return TryReadAtOnce(request, place) ?? await ReadInTimeAsync(request, place, clock, cancellationToken);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => new BodyResult.TooLarge(),
                StatusCodes.Status408RequestTimeout => new BodyResult.TooSlow(),
                _ => new BodyResult.Broken(),
            };
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            return new BodyResult.Broken();
        }
    }

    // A body that came along with its headers, as those of registries do, needs no clock and no pieces. Null when it did not.
    private static BodyResult.Whole? TryReadAtOnce(HttpRequest request, Lobby.Place place)
    {
        if (!request.BodyReader.TryRead(out var read))
        {
            return null;
        }

        var isWhole = read is { IsCompleted: true, Buffer.Length: <= Delivery.MaxBodyBytes } && place.TryTake((int)read.Buffer.Length);
        var whole = isWhole ? new BodyResult.Whole(read.Buffer.ToArray()) : null;
        request.BodyReader.AdvanceTo(isWhole ? read.Buffer.End : read.Buffer.Start);
        return whole;
    }

    private static async Task<BodyResult> ReadInTimeAsync(HttpRequest request, Lobby.Place place, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Longest, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);

        // Not by a token: Kestrel would be left in the middle of a read, and complain when it cleans up after it.
        using var cut = end.Token.Register(() => request.BodyReader.CancelPendingRead());
        return await ReadAsync(request, place) ?? (cancellationToken.IsCancellationRequested ? new BodyResult.Broken() : new BodyResult.TooSlow());
    }

    /// <summary>Null when it was cut short.</summary>
    private static async Task<BodyResult?> ReadAsync(HttpRequest request, Lobby.Place place)
    {
        using var body = new GatheredBody();
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(CancellationToken.None);
            if (read.IsCanceled)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return null;
            }

            var count = read.Buffer.Length;
            var isTooLarge = body.Length + count > Delivery.MaxBodyBytes;
            var hasRoom = !isTooLarge && place.TryTake((int)count);
            if (hasRoom)
            {
                body.Add(read.Buffer);
            }

            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (!hasRoom)
            {
                return isTooLarge ? new BodyResult.TooLarge() : new BodyResult.NoRoom();
            }

            if (read.IsCompleted)
            {
                return new BodyResult.Whole(body.ToArray());
            }
        }
    }
}

/// <summary>What came of reading a body.</summary>
internal abstract record BodyResult
{
    private BodyResult()
    {
    }

    /// <summary>All of it.</summary>
    public sealed record Whole(ReadOnlyMemory<byte> Bytes) : BodyResult;

    /// <summary>It is larger than <see cref="Delivery.MaxBodyBytes"/>.</summary>
    public sealed record TooLarge : BodyResult;

    /// <summary>It did not come in time.</summary>
    public sealed record TooSlow : BodyResult;

    /// <summary>The others have all the memory that there is for bodies.</summary>
    public sealed record NoRoom : BodyResult;

    /// <summary>The sender went away, or what it sends is not HTTP.</summary>
    public sealed record Broken : BodyResult;
}
