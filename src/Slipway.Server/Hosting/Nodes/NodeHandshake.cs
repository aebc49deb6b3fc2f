using System.Buffers;
using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Slipway.Server.Identity.Keys;

namespace Slipway.Server.Hosting.Nodes;

/// <summary>
/// Before two nodes talk, each shows the other that it has the master key: who reaches the nodes' port without it could otherwise start and approve
/// whatever they like. Each sends 32 random bytes, and answers the other's with an HMAC-SHA256 over both. It keeps nobody from listening.
/// </summary>
internal sealed class NodeHandshake(MasterKey masterKey)
{
    private const int Length = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly byte[] key = masterKey.Derive("slipway nodes"u8);

    /// <summary>Lets a node in that has the key, and nobody else.</summary>
    public Func<ConnectionDelegate, ConnectionDelegate> Inbound => next => async connection =>
    {
        if (await ShakeAsync(connection, isInbound: true))
        {
            await next(connection);
        }
    };

    /// <summary>Talks to a node that has the key, and to nobody else.</summary>
    public Func<ConnectionDelegate, ConnectionDelegate> Outbound => next => async connection =>
    {
        if (!await ShakeAsync(connection, isInbound: false))
        {
            throw new IOException($"What listens at {connection.RemoteEndPoint} has not shown that it is a node with the same master key.");
        }

        await next(connection);
    };

    private async Task<bool> ShakeAsync(ConnectionContext connection, bool isInbound)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(Patience);
        var transport = connection.Transport;
        try
        {
            var own = RandomNumberGenerator.GetBytes(Length);
            await transport.Output.WriteAsync(own, patience.Token);
            var other = await ReadAsync(transport.Input, patience.Token);

            // Who called proves it first: a caller without the key is told nothing that could be shown to somebody else.
            if (isInbound)
            {
                return Is(await ReadAsync(transport.Input, patience.Token), Proof(ofCaller: true, other, own))
                    && await WriteAsync(transport.Output, Proof(ofCaller: false, other, own), patience.Token);
            }

            await transport.Output.WriteAsync(Proof(ofCaller: true, own, other), patience.Token);
            return Is(await ReadAsync(transport.Input, patience.Token), Proof(ofCaller: false, own, other));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
    }

    private byte[] Proof(bool ofCaller, byte[] caller, byte[] called) => HMACSHA256.HashData(key, (byte[])[(byte)(ofCaller ? 1 : 2), .. caller, .. called]);

    private static bool Is(byte[] shown, byte[] expected) => CryptographicOperations.FixedTimeEquals(shown, expected);

    private static async Task<bool> WriteAsync(PipeWriter output, byte[] bytes, CancellationToken cancellationToken) =>
        !(await output.WriteAsync(bytes, cancellationToken)).IsCompleted;

    private static async Task<byte[]> ReadAsync(PipeReader input, CancellationToken cancellationToken)
    {
        var read = await input.ReadAtLeastAsync(Length, cancellationToken);
        if (read.Buffer.Length < Length)
        {
            throw new IOException("The other side has gone.");
        }

        var part = read.Buffer.Slice(0, Length);
        var bytes = part.ToArray();
        input.AdvanceTo(part.End);
        return bytes;
    }
}
