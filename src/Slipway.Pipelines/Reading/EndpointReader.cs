using Slipway.Pipelines.Checks;
using Slipway.Pipelines.Documents;

namespace Slipway.Pipelines.Reading;

/// <summary>Reads a document of <c>kind: ENDPOINT</c>. What its type needs is known to who keeps endpoints, not here.</summary>
internal static class EndpointReader
{
    public static EndpointDocument Read(MapReader reader, ReadContext context)
    {
        var endpoint = new EndpointDocument
        {
            Project = reader.RequiredText("project", "Write the name of the project that owns the endpoint."),
            Name = reader.RequiredText("name", "Write a name that is unique within the project."),
            Description = reader.Text("description") ?? "",
            Type = reader.RequiredText("type", "Write what it is, such as 'type: k8s' or 'type: dockerRegistry'."),
            IsRestricted = reader.Boolean("isRestricted"),
            Properties = reader.Values("properties"),
            Other = reader.Rest(DocumentKeys.CarriedByEndpoint, DocumentKeys.OfResource),
        };
        VariableUses.Collect(reader.Node("properties"), reader.Owner, context);
        return endpoint;
    }
}
