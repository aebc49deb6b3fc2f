using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Registries.Dialects;
using Slipway.Server.Hosting;
using Slipway.Storage;
using Slipway.Storage.Journal;
using Slipway.Triggers.Deliveries;

namespace Slipway.Bench.Subjects;

/// <summary>
/// What an acceptance costs at the least: the web server, the reading of the body and, in the second control, one durable row.
/// Made of the same parts as the server, so that the difference is what the server does besides.
/// </summary>
internal static class ControlServer
{
    public const string AnyPort = "http://127.0.0.1:0";

    /// <summary>The table of the committing control: nothing but the bodies.</summary>
    public const string Table = "bodies";

    private static readonly DockerHubDialect Dialect = new();

    /// <summary>Reads the body and answers.</summary>
    public static async Task<WebApplication> StartParsingAsync(CancellationToken cancellationToken)
    {
        var server = NewBuilder().Build();
        Map(server, _ => Task.CompletedTask);
        await server.StartAsync(cancellationToken);
        return server;
    }

    /// <summary>Reads the body, commits it as one row in a group, and answers.</summary>
    public static async Task<WebApplication> StartCommittingAsync(string data, CancellationToken cancellationToken)
    {
        var builder = NewBuilder();
        builder.Services.AddStorage(data);
        var server = builder.Build();
        var journal = server.Services.GetRequiredService<GroupCommitWriter>();
        Map(server, body => journal.WriteAsync(session => session.ExecuteAsync($"insert into {Table} (body) values (@0)", body), CancellationToken.None));
        await server.StartAsync(cancellationToken);
        await journal.WriteAsync(session => session.ExecuteAsync($"create table {Table} (sequence integer primary key, body blob not null)"), cancellationToken);
        return server;
    }

    // As SlipwayServer makes its own.
    private static WebApplicationBuilder NewBuilder()
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(AnyPort).UseKestrelHttpsConfiguration();
        builder.AddQuietLogs(LogLevel.Information);
        return builder;
    }

    private static void Map(WebApplication server, Func<byte[], Task> keep) => server.MapPost(Deliveries.Door.Path, async (HttpContext context) =>
    {
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = Delivery.MaxBodyBytes;
        using var buffer = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var body = buffer.ToArray();
        if (Dialect.Read(new RegistryMessage(MessageHeaders.None, body)) is not DialectResult.Pushed)
        {
            return Results.BadRequest();
        }

        await keep(body);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    });
}
