using System.Diagnostics.CodeAnalysis;
using Slipway.Projects.Access;

namespace Slipway.Server.Identity.Provided;

/// <summary>What a value of the role claim makes of a person: <c>platform-admins=administrator</c> or <c>web-devs=web:developer</c>.</summary>
/// <param name="Value">The value, such as a group's name. Upper and lower case are not the same.</param>
/// <param name="Project">The project in which it gives a role; null for the server as a whole.</param>
/// <param name="Role">The role; of the server as a whole there is only <see cref="Role.Administrator"/>.</param>
public sealed record ClaimRole(string Value, string? Project, Role Role)
{
    private const string Form = "expected is 'GROUP=administrator' or 'GROUP=PROJECT:ROLE' with a role of viewer, executor, developer, administrator";

    /// <summary>Reads it. A group's name may hold <c>=</c>, a project's name <c>:</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ClaimRole? role, [NotNullWhen(false)] out string? wrong)
    {
        role = null;
        wrong = null;
        if (text.LastIndexOf('=') is var equals and > 0)
        {
            var (value, target) = (text[..equals].Trim(), text[(equals + 1)..].Trim());
            var colon = target.LastIndexOf(':');
            var name = target[(colon + 1)..];
            if (value.Length > 0 && colon != 0 && name.All(char.IsAsciiLetter) && Enum.TryParse<Role>(name, ignoreCase: true, out var given) && (colon > 0 || given is Role.Administrator))
            {
                role = new(value, colon < 0 ? null : target[..colon], given);
                return true;
            }
        }

        wrong = $"'{text}' gives no role: {Form}.";
        return false;
    }
}
