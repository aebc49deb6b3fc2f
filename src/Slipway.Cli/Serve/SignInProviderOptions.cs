using System.CommandLine;
using System.CommandLine.Parsing;
using Slipway.Server.Identity.Provided;

namespace Slipway.Cli.Serve;

/// <summary>Who vouches for people: the <c>--oidc-…</c> options.</summary>
internal sealed class SignInProviderOptions
{
    private const string SecretVariable = "SLIPWAY_OIDC_CLIENT_SECRET";

    private readonly Option<Uri?> authority = new("--oidc-authority") { Description = "Lets people sign in by OpenID Connect: the provider's address, such as https://login.example/realms/acme.", HelpName = "address", CustomParser = ReadAuthority };
    private readonly Option<string?> clientId = new("--oidc-client-id") { Description = "What this server is called at the provider." };
    private readonly Option<FileInfo?> secretFile = new("--oidc-client-secret-file") { Description = $"A file with the client's secret; {SecretVariable} does as well. A public client has none." };
    private readonly Option<string> name = new("--oidc-name") { Description = "What people call the provider: the button says 'Sign in with NAME'.", DefaultValueFactory = _ => "OpenID Connect" };
    private readonly Option<string[]> scopes = new("--oidc-scope") { Description = "A scope to ask for besides openid, profile and email." };
    private readonly Option<string> roleClaim = new("--oidc-role-claim") { Description = "The claim whose values give roles.", DefaultValueFactory = _ => SignInProvider.DefaultRoleClaim };
    private readonly Option<ClaimRole[]> roles = new("--oidc-role") { Description = "Which value of that claim gives which role: 'platform-admins=administrator' or 'web-devs=web:developer'.", CustomParser = ReadRoles, HelpName = "value=role" };
    private readonly Option<bool> only = new("--oidc-only") { Description = "With a password come in administrators of the server only, who were made so by hand." };

    /// <summary>Makes them the command's.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[authority, clientId, secretFile, name, scopes, roleClaim, roles, only])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            // Not their values: one that could not be read has been complained of already.
            if ((result.GetResult(authority) is null) != (result.GetResult(clientId) is null))
            {
                result.AddError("--oidc-authority and --oidc-client-id go together.");
            }
            else if (result.GetResult(authority) is null && ((Option[])[secretFile, name, scopes, roleClaim, roles, only]).FirstOrDefault(option => result.GetResult(option) is { Implicit: false }) is { } lonely)
            {
                result.AddError($"{lonely.Name} needs --oidc-authority.");
            }
        });
    }

    /// <summary>The provider; null when there is none.</summary>
    /// <exception cref="IOException">The file with the secret cannot be read.</exception>
    public SignInProvider? Read(ParseResult arguments) => arguments.GetValue(authority) is not { } address ? null : new SignInProvider
    {
        Authority = address,
        ClientId = arguments.GetValue(clientId)!,
        ClientSecret = arguments.GetValue(secretFile) is { } file ? File.ReadAllText(file.FullName).Trim()
            : Environment.GetEnvironmentVariable(SecretVariable) is { Length: > 0 } secret ? secret : null,
        Name = arguments.GetValue(name)!,
        Scopes = [.. arguments.GetValue(scopes) ?? []],
        RoleClaim = arguments.GetValue(roleClaim)!,
        Roles = [.. arguments.GetValue(roles) ?? []],
        PasswordsForAdministratorsOnly = arguments.GetValue(only),
    };

    private static Uri? ReadAuthority(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        var wrong = Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out var address) ? SignInProvider.WrongWith(address) : $"'{text}' is no address.";
        if (wrong is not null)
        {
            result.AddError($"--oidc-authority: {wrong}");
        }

        return address;
    }

    private static ClaimRole[] ReadRoles(ArgumentResult result)
    {
        var read = new List<ClaimRole>();
        foreach (var token in result.Tokens)
        {
            if (ClaimRole.TryParse(token.Value, out var role, out var wrong))
            {
                read.Add(role);
            }
            else
            {
                result.AddError($"--oidc-role: {wrong}");
            }
        }

        return [.. read];
    }
}
