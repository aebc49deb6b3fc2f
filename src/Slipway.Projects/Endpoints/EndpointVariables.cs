using System.Collections.Immutable;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Variables;

namespace Slipway.Projects.Endpoints;

/// <summary>Puts the values of variables where the properties of an endpoint refer to them.</summary>
public sealed class EndpointVariables(IVariableDirectory variables, IEnumerable<EndpointType> types)
{
    /// <summary>
    /// The endpoint with the values, and what could not be put in; that stays a reference. Restricted variables are for restricted endpoints, which
    /// only those write who may use such variables.
    /// </summary>
    public async Task<(Endpoint Endpoint, ImmutableArray<string> Problems)> FillAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var type = types.FirstOrDefault(known => known.Name == endpoint.Type);
        var references = type?.Properties
            .Where(property => property.MayRefer && property.AppliesTo(endpoint.Properties))
            .Select(property => (Property: property, Name: VariableReference.NameIn(endpoint.Property(property.Name))!))
            .Where(reference => reference.Name is not null)
            .ToList() ?? [];
        if (references.Count == 0)
        {
            return (endpoint, []);
        }

        var found = (await variables.FindAsync(endpoint.Project, [.. references.Select(reference => reference.Name).Distinct()], cancellationToken)).ToDictionary(variable => variable.Name);
        var properties = endpoint.Properties.ToBuilder();
        var problems = ImmutableArray.CreateBuilder<string>();
        foreach (var (property, name) in references)
        {
            var (value, problem) = Value(endpoint, property, name, found.GetValueOrDefault(name));
            if (problem is null)
            {
                properties[property.Name] = value;
            }
            else
            {
                problems.Add($"properties.{property.Name}: {problem}");
            }
        }

        return (endpoint with { Properties = properties.ToImmutable() }, problems.ToImmutable());
    }

    private static (string Value, string? Problem) Value(Endpoint endpoint, EndpointProperty property, string name, Variable? variable)
    {
        if (variable is null)
        {
            return ("", $"project '{endpoint.Project}' has no variable '{PropertyCompletion.Shown(name)}'.");
        }

        if (variable.Type is VariableType.Restricted && !endpoint.IsRestricted)
        {
            return ("", $"variable '{name}' is RESTRICTED, and this endpoint is not: mark the endpoint restricted, too, or name another variable.");
        }

        if (variable.Value.Length == 0)
        {
            return ("", $"variable '{name}' is empty.");
        }

        var (value, wrong) = PropertyRules.Check(property, property.Kind is PropertyKind.Multiline or PropertyKind.Pem ? variable.Value : variable.Value.TrimEnd('\r', '\n'));
        return (value, wrong is null ? null : $"the value of variable '{name}' {wrong}");
    }
}
