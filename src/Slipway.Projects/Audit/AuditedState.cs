using System.Text.Json.Nodes;

namespace Slipway.Projects.Audit;

/// <summary>What of a thing is audited, secrets in clear: it lives as long as it takes to compare it, and is never written anywhere.</summary>
public sealed class AuditedState
{
    private readonly OrderedDictionary<string, AuditedValue> values = [];

    internal IReadOnlyDictionary<string, AuditedValue> Values => values;

    /// <summary>Adds a value that may be read in the audit; null for none.</summary>
    public AuditedState With(string name, JsonNode? value) => Add(name, new AuditedValue(value, IsSecret: false));

    /// <summary>Adds a value that never may; null for none.</summary>
    public AuditedState WithSecret(string name, string? value) => Add(name, new AuditedValue(value, IsSecret: true));

    /// <summary>Names no value: some of them are secret.</summary>
    public override string ToString() => $"{values.Count} values";

    private AuditedState Add(string name, AuditedValue value)
    {
        values[name] = value;
        return this;
    }
}

internal readonly record struct AuditedValue(JsonNode? Value, bool IsSecret)
{
    public override string ToString() => IsSecret ? "secret" : "value";
}
