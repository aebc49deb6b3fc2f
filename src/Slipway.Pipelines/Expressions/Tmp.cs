using System.Text.Json.Nodes;
namespace Slipway.Pipelines.Expressions;
public static class Binder { public static BindResult Bind(JsonNode? t, BindingScope s) => new(t, [], new HashSet<string>()); }
public static class Condition { public static ConditionResult Evaluate(string t, BindingScope s) => new(true); }
