namespace Slipway.Server.Api;

/// <summary>What names of things may look like.</summary>
internal static class Names
{
    private const int MaxLength = 200;

    /// <summary>What is wrong with a name, or null. Names stand in URLs, so a slash or a control character would make the thing unreachable.</summary>
    public static string? Check(string? name) =>
        string.IsNullOrWhiteSpace(name) ? "name: must not be blank."
        : name.Length > MaxLength ? $"name: has {name.Length} characters; at most {MaxLength} are allowed."
        : name != name.Trim() ? "name: must not begin or end with white space."
        : name.Any(c => char.IsControl(c) || c is '/' or '\\') || name is "." or ".." ? "name: must not hold '/', '\\' or control characters."
        : null;
}
