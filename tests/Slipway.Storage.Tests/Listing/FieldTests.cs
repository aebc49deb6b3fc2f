using Shouldly;
using Slipway.Execution.Catalog;
using Slipway.Execution.Store;
using Slipway.Execution.UserOperations;
using Slipway.Projects;
using Slipway.Projects.Audit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Projects.Variables;
using Slipway.Storage.Listing;
using Slipway.Triggers.Events;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Storage.Tests.Listing;

public sealed class FieldTests
{
    public static TheoryData<string> Resources => [.. All.Keys];

    private static Dictionary<string, (ListFields Declared, Func<string, Type> TypeOf, IEnumerable<string> Known)> All { get; } = new()
    {
        ["executions"] = (ExecutionFields.All, field => ListedFields.Executions.Of(field).ReturnType, ListedFields.Executions.Names),
        ["user-operations"] = (UserOperationFields.All, field => ListedFields.UserOperations.Of(field).ReturnType, ListedFields.UserOperations.Names),
        ["registry-events"] = (EventFields.All, field => ListedFields.EventsOf(null!).Of(field).ReturnType, ListedFields.EventsOf(null!).Names),
        ["pipelines"] = (PipelineFields.All, field => ListedFields.Pipelines.Of(field).ReturnType, ListedFields.Pipelines.Names),
        ["endpoints"] = (EndpointFields.All, field => ListedFields.Endpoints.Of(field).ReturnType, ListedFields.Endpoints.Names),
        ["variables"] = (VariableFields.All, field => ListedFields.Variables.Of(field).ReturnType, ListedFields.Variables.Names),
        ["registry-webhooks"] = (WebhookFields.All, field => ListedFields.Webhooks.Of(field).ReturnType, ListedFields.Webhooks.Names),
        ["audit"] = (AuditFields.All, field => ListedFields.Audit.Of(field).ReturnType, ListedFields.Audit.Names),
        ["projects"] = (ProjectFields.All, field => ListedFields.Projects.Of(field).ReturnType, ListedFields.Projects.Names),
    };

    [Theory]
    [MemberData(nameof(Resources))]
    public void Every_field_that_a_resource_declares_is_in_its_rows_with_a_type_of_its_kind(string resource)
    {
        var (declared, typeOf, known) = All[resource];

        known.Order().ShouldBe(declared.All.Select(field => field.Name).Order());
        foreach (var field in declared.All)
        {
            var type = typeOf(field.Name);
            (Nullable.GetUnderlyingType(type) ?? type).ShouldBe(
                field.Kind switch
                {
                    FieldKind.Text => typeof(string),
                    FieldKind.Id or FieldKind.Link => typeof(Guid),
                    FieldKind.Number => typeof(int),
                    FieldKind.Moment => typeof(DateTimeOffset),
                    _ => typeof(bool),
                },
                field.Name);
        }
    }
}
