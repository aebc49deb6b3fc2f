using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Slipway.Sandbox.Kubernetes.Discovery;
using Slipway.Sandbox.Kubernetes.Faults;
using Slipway.Sandbox.Kubernetes.Resources;

namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>Every request enters here: faults, token, discovery, objects. Whatever happens, the answer is a Status.</summary>
internal sealed class ApiServer(string token, FaultPlan faults, KindDirectory kinds, DiscoveryHandler discovery, ReadHandler reads, WriteHandler writes, CancellationToken stopping)
{
    private readonly byte[] expected = Encoding.UTF8.GetBytes($"Bearer {token}");

    public async Task HandleAsync(HttpContext context)
    {
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await FaultyAsync(context, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            context.Abort();
        }
        catch (Exception problem) when (!context.Response.HasStarted && problem is not BadHttpRequestException)
        {
            await Respond.FailAsync(context, ApiFailure.Internal($"{problem.GetType().Name}: {problem.Message}"));
        }
    }

    private async Task FaultyAsync(HttpContext context, CancellationToken cancellation)
    {
        var request = context.Request;
        await faults.WaitAsync(cancellation);
        switch (faults.Next(new SandboxRequest(request.Method, request.Path.Value ?? "/", request.QueryString.Value ?? "", request.Headers.UserAgent.ToString())))
        {
            case { Kind: FaultKind.Refuse, Answer: { } refusal }:
                await Respond.FailAsync(context, refusal);
                break;
            case { Kind: FaultKind.LoseAnswer }:
                var answer = context.Response.Body;
                context.Response.Body = Stream.Null;
                await RouteAsync(context, cancellation);
                context.Response.Body = answer;
                context.Abort();
                break;
            default:
                await RouteAsync(context, cancellation);
                break;
        }
    }

    private Task RouteAsync(HttpContext context, CancellationToken cancellation)
    {
        var segments = (context.Request.Path.Value ?? "/").Split('/', StringSplitOptions.RemoveEmptyEntries);
        var open = segments is ["healthz" or "livez" or "readyz" or "version", ..];
        if (!open && !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString()), expected))
        {
            return Respond.FailAsync(context, ApiFailure.Unauthorized());
        }

        if (HttpMethods.IsGet(context.Request.Method) && discovery.TryHandle(context, segments) is { } answered)
        {
            return answered;
        }

        if (HttpMethods.IsPost(context.Request.Method) && segments is ["apis", "authorization.k8s.io" or "authentication.k8s.io", "v1", var review])
        {
            return Reviews.AnswerAsync(context, review, cancellation);
        }

        if (ApiPath.Parse(segments) is not { } path || kinds.Served(path.Group, path.Version, path.Plural) is not { } kind
            || (path.Namespace is not null && !kind.Namespaced))
        {
            return Respond.FailAsync(context, ApiFailure.NoSuchResource());
        }

        return Dispatch(new ApiCall(context, path, kind), cancellation);
    }

    private Task Dispatch(ApiCall call, CancellationToken cancellation)
    {
        var named = call.Path.Name is not null;
        var placed = !call.Kind.Namespaced || call.Path.Namespace is not null;
        if (call.Method != "GET" && call.Path.Subresource is not ("" or "status" or "scale" or "eviction" or "finalize"))
        {
            return Respond.FailAsync(call.Context, ApiFailure.NoSuchResource());
        }

        return call.Method switch
        {
            "GET" when placed || !named => reads.HandleAsync(call, cancellation),
            "POST" or "PUT" or "PATCH" when placed => writes.HandleAsync(call, cancellation),
            "DELETE" when placed || !named => writes.HandleAsync(call, cancellation),
            _ => Respond.FailAsync(call.Context, ApiFailure.MethodNotAllowed()),
        };
    }
}
