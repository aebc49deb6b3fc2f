using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Access;
using Slipway.Projects.Endpoints;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Endpoints;

/// <summary><c>/endpoints</c> (Code Stream API). Which properties there are, and which of them are secret, is declared by the endpoint's type.</summary>
internal sealed class EndpointKind(IEndpointStore store, IEnumerable<EndpointType> types, ResourceSurroundings surroundings)
    : ResourceKind<Endpoint>(Of, store, surroundings)
{
    public static readonly KindFacts Of = new(DocumentKinds.Endpoint, "endpoints", 2, EndpointFields.All, Permission.ManageEndpoints, Resource.Endpoint);

    private const string CloudProxyId = "cloudProxyId";

    protected override Document ToDocument(Endpoint item, string? secret)
    {
        var type = types.FirstOrDefault(type => type.Name == item.Type);
        return new EndpointDocument
        {
            Project = item.Project,
            Name = item.Name,
            Description = item.Description,
            Type = item.Type,
            IsRestricted = item.IsRestricted,
            Other = item.CloudProxyId.Length > 0 ? new JsonObject { [CloudProxyId] = item.CloudProxyId } : null,
            Properties = new OrderedDictionary<string, JsonNode?>(item.Properties
                .OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => KeyValuePair.Create(property.Key, IsShown(type, property.Key, property.Value) ? property.Value : secret))
                .Where(property => property.Value is not null)
                .Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value))),
        };
    }

    /// <summary>Whether a property's value may come out: it is no secret, or it refers to a variable that keeps it.</summary>
    public static bool IsShown(EndpointType? type, string property, string value) =>
        value.Length == 0 || (type?.Property(property) is { } declared && (!declared.IsSecret || VariableReference.NameIn(value) is not null));

    /// <summary>Nothing locks an endpoint here.</summary>
    protected override void Complete(Endpoint item, JsonObject json)
    {
        json["isLocked"] = false;
        json[CloudProxyId] = item.CloudProxyId;
    }

    protected override Outcome<Endpoint> FromDocument(Document document, Endpoint? current)
    {
        var asked = (EndpointDocument)document;
        if (types.FirstOrDefault(known => known.Name == asked.Type) is not { } type)
        {
            return Problem.BadRequest($"type: there is no endpoint type '{asked.Type}'. There are: {string.Join(", ", types.Select(known => known.Name))}.");
        }

        var completed = type.Complete(asked.Properties, current?.Type == type.Name ? current.Properties : null);
        if (completed.Problem is { } problem)
        {
            return Problem.BadRequest(problem);
        }

        return new Endpoint
        {
            Id = current?.Id ?? Guid.CreateVersion7(),
            Project = asked.Project,
            Name = asked.Name,
            Description = asked.Description,
            Type = type.Name,
            Properties = completed.Properties,
            IsRestricted = asked.IsRestricted,
            CloudProxyId = asked.Other?[CloudProxyId]?.ToString() ?? "",
        };
    }

    /// <summary>Takes back one that was just made.</summary>
    public Task UnmakeAsync(Endpoint endpoint) => RemoveAsync(endpoint, CancellationToken.None);

    protected override Problem? Refusal(Endpoint item) => RestrictedRefusal(Access, item);

    /// <summary>Null unless the endpoint is restricted and the caller no administrator of its project.</summary>
    public static Problem? RestrictedRefusal(ApiAccess access, Endpoint endpoint) =>
        endpoint.IsRestricted ? access.Refusal(Permission.UseRestricted, endpoint.Project, Problem.NotFound("There is no such endpoint.")) : null;
}
