using System.Text.Json.Nodes;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.Access;
using Slipway.Projects.Variables;
using Slipway.Server.Access;
using Slipway.Server.Api;
using Slipway.Server.Resources;

namespace Slipway.Server.Variables;

/// <summary><c>/variables</c> (Code Stream API). The values of secret and restricted ones never come out.</summary>
internal sealed class VariableKind(IVariableStore store, ResourceSurroundings surroundings) : ResourceKind<Variable>(Of, store, surroundings)
{
    public static readonly KindFacts Of = new(DocumentKinds.Variable, "variables", 1, VariableFields.All, Permission.ManageVariables, Resource.Variable);

    private const int MaxLength = 1024 * 1024;

    protected override Document ToDocument(Variable item, string? secret) => new VariableDocument
    {
        Project = item.Project,
        Name = item.Name,
        Description = item.Description,
        Type = item.Type,
        Value = item.IsSecret ? secret : item.Value,
    };

    protected override Outcome<Variable> FromDocument(Document document, Variable? current)
    {
        var asked = (VariableDocument)document;
        var isSecret = asked.Type is not VariableType.Regular;
        var isKept = current is not null && (asked.Value is null || (asked.Value == Masked && current.IsSecret));
        if (asked.Value?.Length > MaxLength)
        {
            return Problem.BadRequest($"value: has {asked.Value.Length} characters; at most {MaxLength} are kept.");
        }

        if (isKept && current!.IsSecret && !isSecret)
        {
            return Problem.BadRequest("value: a secret value is not shown by making the variable REGULAR; give the value anew.");
        }

        if (!isKept && isSecret && asked.Value is null or "" or Masked)
        {
            return Problem.BadRequest($"value: variable '{asked.Name}' is {asked.Type.ToString().ToUpperInvariant()} and comes without its value; exports leave it out. Write the value.");
        }

        return new Variable
        {
            Id = current?.Id ?? Guid.CreateVersion7(),
            Project = asked.Project,
            Name = asked.Name,
            Description = asked.Description,
            Type = asked.Type,
            Value = isKept ? current!.Value : asked.Value ?? "",
        };
    }

    protected override Problem? Refusal(Variable item) =>
        item.Type is VariableType.Restricted ? Access.Refusal(Permission.UseRestricted, item.Project, NotFound()) : null;

    protected override JsonObject Merge(JsonObject current, JsonObject body, bool isPatch)
    {
        var merged = base.Merge(current, body, isPatch);
        if (body["value"] is null)
        {
            merged.Remove("value");
        }

        return merged;
    }
}
