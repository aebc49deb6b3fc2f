using System.Text.RegularExpressions;

namespace Slipway.Sandbox.Kubernetes.Selection;

internal enum RequirementKind
{
    In,
    NotIn,
    Exists,
    DoesNotExist,
}

/// <summary>One term of a label selector.</summary>
internal sealed partial record Requirement(string Key, RequirementKind Kind, IReadOnlyList<string> Values)
{
    public static Requirement? Parse(string text)
    {
        if (SetTerm().Match(text) is { Success: true } set)
        {
            var values = set.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
            return new(set.Groups["key"].Value, set.Groups["op"].Value == "in" ? RequirementKind.In : RequirementKind.NotIn, values);
        }

        if (EqualTerm().Match(text) is { Success: true } equal)
        {
            var kind = equal.Groups["op"].Value == "!=" ? RequirementKind.NotIn : RequirementKind.In;
            return new(equal.Groups["key"].Value, kind, [equal.Groups["value"].Value]);
        }

        return ExistsTerm().Match(text) is { Success: true } exists
            ? new(exists.Groups["key"].Value, exists.Groups["not"].Length > 0 ? RequirementKind.DoesNotExist : RequirementKind.Exists, [])
            : null;
    }

    public bool Matches(IReadOnlyDictionary<string, string> labels)
    {
        var has = labels.TryGetValue(Key, out var value);
        return Kind switch
        {
            RequirementKind.In => has && Values.Contains(value),
            RequirementKind.NotIn => !has || !Values.Contains(value),
            RequirementKind.Exists => has,
            _ => !has,
        };
    }

    public override string ToString() => Kind switch
    {
        RequirementKind.In when Values is [var only] => $"{Key}={only}",
        RequirementKind.In => $"{Key} in ({string.Join(',', Values)})",
        RequirementKind.NotIn when Values is [var only] => $"{Key}!={only}",
        RequirementKind.NotIn => $"{Key} notin ({string.Join(',', Values)})",
        RequirementKind.Exists => Key,
        _ => $"!{Key}",
    };

    [GeneratedRegex(@"\A(?<key>[\w./-]+)\s+(?<op>in|notin)\s*\((?<values>[^()]*)\)\z", RegexOptions.NonBacktracking)]
    private static partial Regex SetTerm();

    [GeneratedRegex(@"\A(?<key>[\w./-]+)\s*(?<op>==|=|!=)\s*(?<value>[\w.-]*)\z", RegexOptions.NonBacktracking)]
    private static partial Regex EqualTerm();

    [GeneratedRegex(@"\A(?<not>!?)\s*(?<key>[\w./-]+)\z", RegexOptions.NonBacktracking)]
    private static partial Regex ExistsTerm();
}
