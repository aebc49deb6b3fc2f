using System.IO.Pipelines;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Server.Triggers.Door;
using Slipway.Triggers.Deliveries;
using Xunit;

namespace Slipway.Server.Tests.Triggers.Door;

public sealed class DeliveryBodyTests
{
    private readonly FakeTimeProvider clock = new();
    private readonly Lobby lobby = new();
    private readonly Pipe sender = new(new PipeOptions(pauseWriterThreshold: 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5000)]
    [InlineData(Delivery.MaxBodyBytes)]
    public async Task A_body_comes_out_as_it_went_in(int length)
    {
        var sent = new byte[length];
        new Random(1).NextBytes(sent);
        await sender.Writer.WriteAsync(sent, Cancellation);
        await sender.Writer.CompleteAsync();

        (await ReadAsync()).ShouldBeOfType<BodyResult.Whole>().Bytes.ToArray().ShouldBe(sent);
    }

    [Fact]
    public async Task One_byte_too_many_is_too_large_though_more_would_come()
    {
        await sender.Writer.WriteAsync(new byte[Delivery.MaxBodyBytes + 1], Cancellation);

        (await ReadAsync()).ShouldBeOfType<BodyResult.TooLarge>();
    }

    [Fact]
    public async Task A_body_that_goes_on_dribbling_is_too_slow()
    {
        var reading = ReadAsync();
        for (var passed = TimeSpan.Zero; passed < DeliveryBody.Longest; passed += TimeSpan.FromSeconds(1))
        {
            reading.IsCompleted.ShouldBeFalse();
            await sender.Writer.WriteAsync(Encoding.ASCII.GetBytes(" "), Cancellation);
            clock.Advance(TimeSpan.FromSeconds(1));
        }

        (await reading).ShouldBeOfType<BodyResult.TooSlow>();
    }

    [Fact]
    public async Task A_body_for_which_there_is_no_memory_is_not_read_on()
    {
        using var other = lobby.Enter("192.0.2.8")!;
        other.TryTake(Lobby.Bytes - 10);
        await sender.Writer.WriteAsync(new byte[11], Cancellation);

        (await ReadAsync()).ShouldBeOfType<BodyResult.NoRoom>();
    }

    [Fact]
    public async Task A_sender_that_goes_away_is_no_error_of_ours()
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var reading = ReadAsync(gone.Token);
        await gone.CancelAsync();
        (await reading).ShouldBeOfType<BodyResult.Broken>();

        await sender.Writer.CompleteAsync(new IOException("reset"));
        (await ReadAsync()).ShouldBeOfType<BodyResult.Broken>();
    }

    private async Task<BodyResult> ReadAsync(CancellationToken? cancellationToken = null)
    {
        var context = new DefaultHttpContext();
        context.Features.Set<IRequestBodyPipeFeature>(new Body(sender.Reader));
        using var place = lobby.Enter("192.0.2.7")!;
        return await DeliveryBody.ReadAsync(context.Request, place, clock, cancellationToken ?? Cancellation);
    }

    private sealed record Body(PipeReader Reader) : IRequestBodyPipeFeature;
}
