using System.IO.Pipelines;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Shouldly;
using Slipway.Server.Hosting.Nodes;
using Slipway.Server.Identity.Keys;
using Xunit;

namespace Slipway.Server.Tests.Hosting.Nodes;

public sealed class NodeHandshakeTests
{
    private readonly MasterKey masterKey = MasterKey.Random();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_nodes_with_the_same_master_key_talk_and_nothing_of_what_they_say_is_lost()
    {
        var (caller, called) = Connection();
        var heard = new byte[5];

        var talking = new NodeHandshake(masterKey).Outbound(async connection => await connection.Transport.Output.WriteAsync("hello"u8.ToArray(), Cancellation))(caller);
        var listening = new NodeHandshake(masterKey).Inbound(async connection => await connection.Transport.Input.AsStream().ReadExactlyAsync(heard, Cancellation))(called);
        await Task.WhenAll(talking, listening).WaitAsync(Cancellation);

        heard.ShouldBe("hello"u8.ToArray());
    }

    [Fact]
    public async Task A_caller_with_another_key_is_not_let_in_and_is_shown_no_proof()
    {
        var (caller, called) = Connection();

        var talking = new NodeHandshake(MasterKey.Random()).Outbound(_ => throw new InvalidOperationException("It talks."))(caller);
        await new NodeHandshake(masterKey).Inbound(_ => throw new InvalidOperationException("It listens."))(called).WaitAsync(Cancellation);
        await called.Transport.Output.CompleteAsync();

        (await Should.ThrowAsync<IOException>(talking.WaitAsync(Cancellation))).Message.ShouldContain("with the same master key");
    }

    [Fact]
    public async Task What_only_says_back_what_it_has_heard_is_no_node()
    {
        var (caller, mirror) = Connection();
        var talking = new NodeHandshake(masterKey).Outbound(_ => throw new InvalidOperationException("It talks."))(caller);

        await Task.WhenAll(talking.ContinueWith(_ => caller.Transport.Output.Complete(), Cancellation, TaskContinuationOptions.None, TaskScheduler.Default), mirror.Transport.Input.CopyToAsync(mirror.Transport.Output, Cancellation)).WaitAsync(Cancellation);

        await Should.ThrowAsync<IOException>(talking);
    }

    [Fact]
    public async Task Who_says_something_else_is_not_let_in()
    {
        var (caller, called) = Connection();
        await caller.Transport.Output.WriteAsync(RandomNumberGenerator.GetBytes(64), Cancellation);

        await new NodeHandshake(masterKey).Inbound(_ => throw new InvalidOperationException("It listens."))(called).WaitAsync(Cancellation);
    }

    private static (ConnectionContext Caller, ConnectionContext Called) Connection()
    {
        var (there, back) = (new Pipe(), new Pipe());
        return (new DefaultConnectionContext("caller") { Transport = new Duplex(back.Reader, there.Writer) }, new DefaultConnectionContext("called") { Transport = new Duplex(there.Reader, back.Writer) });
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
