namespace Slipway.Projects.Endpoints.Probing;

/// <summary>Tries endpoints, whatever their type, within a bounded time.</summary>
public sealed class EndpointProber(IEnumerable<EndpointType> types, IEnumerable<IEndpointProbe> probes, TimeProvider time)
{
    /// <summary>How long one try may take, all its connections together.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    // Anything shorter would strike out half the sentence.
    private const int ShortestSecret = 4;

    /// <summary>Connects to what the endpoint names.</summary>
    public async Task<ProbeResult> ProbeAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (probes.FirstOrDefault(probe => probe.Type == endpoint.Type) is not { } probe)
        {
            return new ProbeResult(ProbeCause.Unsupported, $"Endpoints of type '{endpoint.Type}' cannot be tried from here; the properties are well-formed.");
        }

        using var late = new CancellationTokenSource(Limit, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            return WithoutSecrets(endpoint, await probe.ProbeAsync(endpoint, end.Token).WaitAsync(end.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult(ProbeCause.Timeout, $"There was no answer within {Limit.TotalSeconds:0} s: is the address right, and does a firewall let this server through?") { MayPass = true };
        }
    }

    // What the other side said may repeat what it was told.
    private ProbeResult WithoutSecrets(Endpoint endpoint, ProbeResult result) =>
        types.FirstOrDefault(type => type.Name == endpoint.Type)?.SecretProperties
            .Select(endpoint.Property)
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret)
            .OrderByDescending(secret => secret.Length)
            .Aggregate(result, (told, secret) => told with { Message = told.Message.Replace(secret, "***", StringComparison.Ordinal) }) ?? result;
}
