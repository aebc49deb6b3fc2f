using System.Text.Json.Nodes;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Server.Access;
using Slipway.Server.Api;

namespace Slipway.Server.Endpoints;

/// <summary>Really connects to an endpoint as somebody describes it, whether it is kept already or not.</summary>
internal sealed class EndpointValidation(IEndpointStore store, IProjectStore projects, IEnumerable<EndpointType> types, EndpointVariables variables, EndpointProber prober, ApiAccess access, PageActs acts)
{
    /// <summary>On a page of the console, which has no request that says who asks.</summary>
    public async Task<(ProbeResult? Result, Problem? Problem)> TryOnPageAsync(TriedEndpoint tried, CancellationToken cancellationToken) =>
        await acts.BeginAsync(cancellationToken) is { } refusal ? (null, refusal) : await TryAsync(tried, cancellationToken);

    /// <summary>What came of connecting, or why nobody connected.</summary>
    public async Task<(ProbeResult? Result, Problem? Problem)> TryAsync(TriedEndpoint tried, CancellationToken cancellationToken)
    {
        var stored = tried.Id is { } id ? await store.FindAsync(id, cancellationToken) : null;
        var project = await projects.FindAsync(tried.Project ?? stored?.Project ?? "", cancellationToken);
        if (access.Refusal(Permission.ManageEndpoints, project?.Name, Problem.BadRequest($"project: there is no project '{tried.Project}'.")) is { } refusal)
        {
            return (null, refusal);
        }

        if (tried.Id is not null && stored?.Project != project!.Name)
        {
            return (null, Problem.NotFound($"Project '{project!.Name}' has no endpoint of that id."));
        }

        // What is stored may be sent along, and so this is a use of it.
        if (stored is not null && EndpointKind.RestrictedRefusal(access, stored) is { } restricted)
        {
            return (null, restricted);
        }

        if (types.FirstOrDefault(known => known.Name == (tried.Type ?? stored?.Type)) is not { } type)
        {
            return (null, Problem.BadRequest($"type: there is no endpoint type '{tried.Type}'. There are: {string.Join(", ", types.Select(known => known.Name))}."));
        }

        var completed = type.Complete(tried.Properties ?? [], stored?.Type == type.Name ? stored.Properties : null);
        if (completed.Problem is { } problem)
        {
            return (new ProbeResult(ProbeCause.Properties, problem), null);
        }

        var endpoint = new Endpoint
        {
            Id = stored?.Id ?? Guid.Empty,
            Project = project!.Name,
            Name = tried.Name ?? stored?.Name ?? "",
            Type = type.Name,
            Properties = completed.Properties,
            IsRestricted = (tried.IsMarked ?? stored?.IsRestricted ?? false) && access.Caller.May(Permission.UseRestricted, project.Name),
        };
        var (filled, unfilled) = await variables.FillAsync(endpoint, cancellationToken);
        return (unfilled.IsEmpty ? await prober.ProbeAsync(filled, cancellationToken) : new ProbeResult(ProbeCause.Properties, string.Join(' ', unfilled)), null);
    }
}

/// <summary>An endpoint to be tried, as an EndpointSpec describes it. What is left out is taken from the one of that id.</summary>
internal sealed record TriedEndpoint(Guid? Id, string? Project, string? Name, string? Type, Dictionary<string, JsonNode?>? Properties, JsonNode? IsRestricted = null)
{
    /// <summary>Whether it is marked restricted; null when that is left out. Clients send it as text, too.</summary>
    public bool? IsMarked => IsRestricted is null ? null : bool.TryParse(IsRestricted.ToString(), out var isMarked) && isMarked;

    /// <summary>Never the properties.</summary>
    public override string ToString() => $"{Project}/{Name} ({Type})";
}
