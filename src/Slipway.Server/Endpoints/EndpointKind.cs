using System.Collections.Immutable;
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

    protected override Document ToDocument(Endpoint item, string? secret)
    {
        var secrets = types.FirstOrDefault(type => type.Name == item.Type)?.SecretProperties.ToHashSet();
        return new EndpointDocument
        {
            Project = item.Project,
            Name = item.Name,
            Description = item.Description,
            Type = item.Type,
            Properties = new OrderedDictionary<string, JsonNode?>(item.Properties
                .OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => KeyValuePair.Create(property.Key, secrets?.Contains(property.Key) is false || property.Value.Length == 0 ? property.Value : secret))
                .Where(property => property.Value is not null)
                .Select(property => KeyValuePair.Create(property.Key, (JsonNode?)property.Value))),
        };
    }

    protected override Outcome<Endpoint> FromDocument(Document document, Endpoint? current)
    {
        var asked = (EndpointDocument)document;
        if (types.FirstOrDefault(known => known.Name == asked.Type) is not { } type)
        {
            return Problem.BadRequest($"type: there is no endpoint type '{asked.Type}'. There are: {string.Join(", ", types.Select(known => known.Name))}.");
        }

        var secrets = type.SecretProperties.ToHashSet();
        var given = asked.Properties.ToDictionary(property => property.Key, property => property.Value);
        foreach (var name in secrets.Where(name => current?.Type == type.Name && given.GetValueOrDefault(name)?.ToString() is null or Masked))
        {
            given[name] = current!.Properties.GetValueOrDefault(name);
        }

        if (secrets.FirstOrDefault(name => given.GetValueOrDefault(name)?.ToString() == Masked) is { } masked)
        {
            return Problem.BadRequest($"properties.{masked}: comes masked; exports leave it out. Write the value.");
        }

        var (properties, problem) = Complete(type, given);
        if (problem is not null)
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
            Properties = properties,
        };
    }

    // Clients send numbers and booleans where the API says text.
    private static (ImmutableDictionary<string, string> Properties, string? Problem) Complete(EndpointType type, Dictionary<string, JsonNode?> given)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string>();
        foreach (var (name, value) in given)
        {
            if (type.Properties.All(property => property.Name != name))
            {
                return (properties.ToImmutable(), $"properties.{name}: type '{type.Name}' has no such property. It has: {string.Join(", ", type.Properties.Select(property => property.Name))}.");
            }

            properties[name] = value?.ToString() ?? "";
        }

        foreach (var property in type.Properties)
        {
            if (string.IsNullOrWhiteSpace(properties.GetValueOrDefault(property.Name)) && property.Default is { } value)
            {
                properties[property.Name] = value;
            }

            var chosen = properties.GetValueOrDefault(property.Name);
            if (property.IsRequired && string.IsNullOrWhiteSpace(chosen))
            {
                return (properties.ToImmutable(), $"properties.{property.Name}: must not be blank. {property.Description}");
            }

            if (!property.Choices.IsEmpty && !string.IsNullOrEmpty(chosen) && !property.Choices.Contains(chosen))
            {
                return (properties.ToImmutable(), $"properties.{property.Name}: '{chosen}' is not one of: {string.Join(", ", property.Choices)}.");
            }
        }

        return (properties.ToImmutable(), null);
    }
}
