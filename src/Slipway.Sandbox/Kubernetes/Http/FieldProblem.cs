namespace Slipway.Sandbox.Kubernetes.Http;

/// <summary>One thing wrong with one field, in the words of k8s.io/apimachinery/pkg/util/validation/field.</summary>
internal sealed record FieldProblem(string Reason, string Field, string Message)
{
    public static FieldProblem Required(string field, string? detail = null) =>
        new("FieldValueRequired", field, detail is null ? "Required value" : $"Required value: {detail}");

    public static FieldProblem Invalid(string field, string value, string detail) =>
        new("FieldValueInvalid", field, $"Invalid value: {value}: {detail}");

    public static FieldProblem Duplicate(string field, string value) =>
        new("FieldValueDuplicate", field, $"Duplicate value: {value}");

    public static FieldProblem Forbidden(string field, string detail) =>
        new("FieldValueForbidden", field, $"Forbidden: {detail}");
}
