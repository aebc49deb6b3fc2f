using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Slipway.Projects.Audit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Secrets;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Audit;

/// <summary>
/// Which rows are audited, and what of them: every table is here or in <see cref="NotAudited"/>. Columns that change by themselves
/// (versions, stamps, counters, when a token was last used) are no part of a row's state, so a change of them alone is no entry.
/// </summary>
internal sealed class AuditedRows(ISecretSealer sealer, IEnumerable<EndpointType> endpointTypes)
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 600 };

    private readonly FrozenDictionary<string, ImmutableHashSet<string>> secretProperties = endpointTypes.ToFrozenDictionary(type => type.Name, type => type.SecretProperties.ToImmutableHashSet());
    private FrozenDictionary<Type, AuditedRow>? all;

    /// <summary>The rows that keep the record of something themselves, or are the audit. Answers to user operations have entries that their store writes.</summary>
    public static IReadOnlySet<Type> NotAudited { get; } = new HashSet<Type>
    {
        typeof(AuditRow), typeof(DeliveryRow), typeof(RegistryEventRow), typeof(ExecutionNumberRow), typeof(ExecutionLogRow), typeof(WebhookHealthRow), typeof(SeenTagRow),
        typeof(ClusterNodeRow), typeof(ClusterViewRow), typeof(UserOperationRow), typeof(NoticeRow), typeof(PipelineVersionRow),
    };

    /// <summary>By the row's type.</summary>
    public IReadOnlyDictionary<Type, AuditedRow> All => all ??= Describe();

    /// <summary>Whether rows of this type may be changed through the change tracker only, for they would have no entry.</summary>
    public bool MustBeTracked(Type row) => All.TryGetValue(row, out var audited) && !audited.IsDeletionOnly;

    private FrozenDictionary<Type, AuditedRow> Describe() => new Dictionary<Type, AuditedRow>
    {
        [typeof(PipelineRow)] = Resource<PipelineRow>(AuditKinds.Pipeline, PipelineState),
        [typeof(EndpointRow)] = Resource<EndpointRow>(AuditKinds.Endpoint, EndpointState),
        [typeof(VariableRow)] = Resource<VariableRow>(AuditKinds.Variable, VariableState),
        [typeof(WebhookRow)] = Resource<WebhookRow>(AuditKinds.Webhook, WebhookState),
        [typeof(CustomIntegrationRow)] = Resource<CustomIntegrationRow>(AuditKinds.CustomIntegration, IntegrationState),
        [typeof(ExecutionRow)] = new AuditedRow<ExecutionRow>(
            AuditKinds.Execution,
            (row, _) => new($"{row.Id}", row.Project, $"{row.Name}#{row.Index}"),
            (row, _) => new AuditedState().With("status", row.Status).With("statusMessage", row.StatusMessage).With("requestedBy", row.RequestedBy).With("requestedAt", Text(row.RequestedAt)))
        {
            IsDeletionOnly = true,
        },
        [typeof(ProjectRow)] = new AuditedRow<ProjectRow>(
            AuditKinds.Project,
            (row, _) => new($"{row.Id}", row.Name, row.Name),
            (row, _) => new AuditedState().With("name", row.Name).With("description", row.Description)),
        [typeof(MembershipRow)] = new AuditedRow<MembershipRow>(
            AuditKinds.Member,
            (row, names) => new(row.UserId, row.Project, names.Person(row.UserId)),
            (row, _) => new AuditedState().With("role", row.Role)),
        [typeof(RefreshTokenRow)] = new AuditedRow<RefreshTokenRow>(
            AuditKinds.Token,
            (row, _) => new($"{row.Id}", null, row.Name),
            (row, names) => new AuditedState().With("name", row.Name).With("owner", names.Person(row.UserId)).With("expiresAt", Text(row.ExpiresAt)).WithSecret("token", row.Hash)),
        [typeof(DataProtectionKey)] = new AuditedRow<DataProtectionKey>(
            AuditKinds.Key,
            (row, _) => new(row.FriendlyName ?? "", null, row.FriendlyName ?? ""),
            (row, _) => new AuditedState().WithSecret("key", row.Xml)),
        [typeof(IdentityUser)] = new AuditedRow<IdentityUser>(AuditKinds.User, (row, _) => new(row.Id, null, row.UserName ?? ""), (row, _) => UserState(row)),
        [typeof(IdentityRole)] = new AuditedRow<IdentityRole>(AuditKinds.Role, (row, _) => new(row.Id, null, row.Name ?? ""), (row, _) => new AuditedState().With("name", row.Name)),
        [typeof(IdentityUserRole<string>)] = new AuditedRow<IdentityUserRole<string>>(
            AuditKinds.UserRole,
            (row, names) => new(row.UserId, null, names.Person(row.UserId)),
            (row, names) => new AuditedState().With("role", names.Role(row.RoleId))),
        [typeof(IdentityUserLogin<string>)] = new AuditedRow<IdentityUserLogin<string>>(
            AuditKinds.UserLogin,
            (row, names) => new(row.UserId, null, names.Person(row.UserId)),
            (row, _) => new AuditedState().With("provider", row.LoginProvider).With("account", row.ProviderKey).With("displayName", row.ProviderDisplayName)),
        [typeof(IdentityUserClaim<string>)] = new AuditedRow<IdentityUserClaim<string>>(
            AuditKinds.Claim,
            (row, names) => new(row.UserId, null, names.Person(row.UserId)),
            (row, _) => new AuditedState().With("type", row.ClaimType).With("value", row.ClaimValue)),
        [typeof(IdentityRoleClaim<string>)] = new AuditedRow<IdentityRoleClaim<string>>(
            AuditKinds.Claim,
            (row, names) => new(row.RoleId, null, names.Role(row.RoleId)),
            (row, _) => new AuditedState().With("type", row.ClaimType).With("value", row.ClaimValue)),
        [typeof(IdentityUserToken<string>)] = new AuditedRow<IdentityUserToken<string>>(
            AuditKinds.UserLogin,
            (row, names) => new(row.UserId, null, names.Person(row.UserId)),
            (row, _) => new AuditedState().With("provider", row.LoginProvider).With("name", row.Name).WithSecret("value", row.Value)),
    }.ToFrozenDictionary();

    private static AuditedRow<TRow> Resource<TRow>(string kind, Func<TRow, AuditedState> state)
        where TRow : ResourceRow =>
        new(kind, (row, _) => new($"{row.Id}", row.Project, row.Name), (row, _) => state(row));

    private static AuditedState PipelineState(PipelineRow row)
    {
        var state = new AuditedState().With("name", row.Name);
        if (Json(row.Definition) is JsonObject document)
        {
            foreach (var (name, value) in document.Where(pair => pair.Key is not ("project" or "name")))
            {
                state.With(name, value);
            }
        }

        return state;
    }

    private AuditedState EndpointState(EndpointRow row)
    {
        var state = new AuditedState().With("name", row.Name).With("description", row.Description).With("type", row.Type).With("isRestricted", row.IsRestricted);
        if (Opened(row.SealedProperties) is not { } properties)
        {
            return state.WithSecret("properties", row.SealedProperties);
        }

        var secrets = secretProperties.GetValueOrDefault(row.Type);
        foreach (var (name, value) in StoredJson.Read<ImmutableSortedDictionary<string, string>>(properties))
        {
            // Of a type that is not known here, nothing is known to be harmless.
            _ = secrets is null || secrets.Contains(name) ? state.WithSecret($"properties.{name}", value) : state.With($"properties.{name}", value);
        }

        return state;
    }

    private static AuditedState IntegrationState(CustomIntegrationRow row) =>
        new AuditedState().With("name", row.Name).With("description", row.Description).With("draft", Json(row.Draft)).With("versions", Json(row.Versions));

    private AuditedState VariableState(VariableRow row)
    {
        var state = new AuditedState().With("name", row.Name).With("description", row.Description).With("type", row.Type);
        var value = Opened(row.SealedValue);
        return value is null || row.Type is not "REGULAR" ? state.WithSecret("value", value ?? row.SealedValue) : state.With("value", value);
    }

    private AuditedState WebhookState(WebhookRow row) => new AuditedState()
        .With("name", row.Name)
        .With("description", row.Description)
        .With("endpoint", row.Endpoint)
        .With("serverType", row.ServerType)
        .With("repoName", row.Repository)
        .With("pipeline", row.Pipeline)
        .With("input", Json(row.Input))
        .With("imageNameRegExPattern", row.ImageNamePattern)
        .With("tagNamePattern", row.TagPattern)
        .With("enabled", row.Enabled)
        .WithSecret("secretToken", Opened(row.SealedToken) ?? row.SealedToken)
        .With("slug", row.Slug)
        .With("owner", row.Owner)
        .With("refreshToken", row.ApiToken)
        .With("proof", row.Proof)
        .With("latestWins", row.LatestWins)
        .With("reconcile", row.Reconcile)
        .With("allowedSources", row.AllowedSources)
        .With("sender", row.Sender)
        .With("callback", row.CallsBack);

    private static AuditedState UserState(IdentityUser row) => new AuditedState()
        .With("userName", row.UserName)
        .With("email", row.Email)
        .With("phoneNumber", row.PhoneNumber)
        .With("twoFactorEnabled", row.TwoFactorEnabled)
        .With("lockedUntil", row.LockoutEnd is { } end ? Text(end) : null)
        .WithSecret("password", row.PasswordHash);

    private static JsonNode? Json(string text) => JsonNode.Parse(text, documentOptions: Deep);

    private static string Text(DateTimeOffset moment) => moment == DateTimeOffset.MaxValue ? "for good" : moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>What was sealed; null when its keys are gone. That must not keep anybody from replacing it.</summary>
    private string? Opened(string @sealed)
    {
        try
        {
            return sealer.Open(@sealed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
