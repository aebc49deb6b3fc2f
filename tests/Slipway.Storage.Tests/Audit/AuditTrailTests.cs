using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Slipway.Execution.Catalog;
using Slipway.Execution.State;
using Slipway.Execution.Store;
using Slipway.Pipelines.Documents;
using Slipway.Projects;
using Slipway.Projects.Access;
using Slipway.Projects.Audit;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Listing;
using Slipway.Projects.Resources;
using Slipway.Projects.Secrets;
using Slipway.Projects.Variables;
using Slipway.Registries.Images;
using Slipway.Storage.Rows;
using Slipway.Storage.Tests.Compliance;
using Slipway.Triggers.Webhooks;
using Xunit;

namespace Slipway.Storage.Tests.Audit;

public sealed class AuditTrailTests
{
    private const string Planted = "PLANTED-SECRET";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, EveryDatabase]
    public async Task Every_change_of_every_kind_has_one_entry_that_says_who_did_it_from_where_and_what_was_before(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);

        foreach (var walk in Walks())
        {
            var before = (await EntriesAsync(stores)).Count;
            using (Actor.Begin(new Actor("ada", "192.0.2.7")))
            {
                await walk.RunAsync(stores);
            }

            var entries = (await EntriesAsync(stores)).Take((await EntriesAsync(stores)).Count - before).Reverse().ToList();
            entries.Select(entry => $"{entry.Action} {entry.Kind} {entry.Project}/{entry.Name} {entry.Message}").ShouldBe(walk.Expected);
            entries.ShouldAllBe(entry => entry.Who == "ada" && entry.From == "192.0.2.7" && entry.Resource != null);
            entries.ShouldAllBe(entry => (entry.Before == null) == (entry.Action == AuditActions.Create) && (entry.After == null) == (entry.Action == AuditActions.Delete));
        }
    }

    [Theory, EveryDatabase]
    public async Task No_secret_is_in_an_entry_in_clear_sealed_or_hashed(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        foreach (var walk in Walks())
        {
            await walk.RunAsync(stores);
        }

        var texts = await stores.ReadAsync<string>("select name || message || coalesce(before, '') || coalesce(after, '') from audit", Cancellation);

        texts.Count.ShouldBeGreaterThan(30);
        var all = string.Join('\n', texts);
        all.ShouldNotContain(Planted);
        all.ShouldNotContain(Convert.ToHexString(Encoding.UTF8.GetBytes(Planted)));
        all.ShouldContain("****** (changed)");
    }

    [Theory, EveryDatabase]
    public async Task The_entry_of_an_update_holds_what_changed_and_nothing_else(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var endpoints = stores.Get<IEndpointStore>();
        var hub = Hub();
        await endpoints.AddAsync(hub, Cancellation);

        await endpoints.UpdateAsync(hub with { Properties = hub.Properties.SetItem("username", "grace").SetItem("password", $"{Planted}-2") }, null, Cancellation);

        var entry = (await EntriesAsync(stores))[0];
        entry.Before!.ToJsonString().ShouldBe("""{"properties.password":"******","properties.username":"acme"}""");
        entry.After!.ToJsonString().ShouldBe("""{"properties.password":"****** (changed)","properties.username":"grace"}""");
    }

    [Theory, EveryDatabase]
    public async Task Of_an_endpoint_whose_type_is_not_known_no_property_is_told(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);

        await stores.Get<IEndpointStore>().AddAsync(Hub() with { Type = "from another version" }, Cancellation);

        var after = (await EntriesAsync(stores)).ShouldHaveSingleItem().After!;
        after["properties.username"]!.GetValue<string>().ShouldBe("******");
        after["properties.password"]!.GetValue<string>().ShouldBe("******");
    }

    [Theory, EveryDatabase]
    public async Task What_is_saved_as_it_was_leaves_no_entry_and_neither_do_counters_and_stamps(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var (hub, user) = (Hub(), new IdentityUser("dora") { NormalizedUserName = "DORA" });
        await stores.Get<IEndpointStore>().AddAsync(hub, Cancellation);
        await using var db = await stores.TablesAsync(Cancellation);
        db.Users.Add(user);
        db.RefreshTokens.Add(Token());
        await db.SaveChangesAsync(Cancellation);
        var before = (await EntriesAsync(stores)).Count;

        await stores.Get<IEndpointStore>().UpdateAsync(hub, null, Cancellation);
        (user.AccessFailedCount, user.SecurityStamp, user.ConcurrencyStamp) = (3, "another", "another");
        (await db.RefreshTokens.SingleAsync(Cancellation)).LastUsedAt = Samples.Noon;
        await db.SaveChangesAsync(Cancellation);

        (await EntriesAsync(stores)).Count.ShouldBe(before);
    }

    [Theory, EveryDatabase]
    public async Task A_change_that_fails_leaves_no_entry_not_even_with_the_next_one(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        await variables.AddAsync(Secret(), Cancellation);

        (await variables.AddAsync(Secret(), Cancellation)).ShouldBeOfType<SaveResult<Variable>.NameTaken>();
        await using var db = await stores.TablesAsync(Cancellation);
        var second = new VariableRow { Id = Guid.NewGuid(), Project = "acme", Name = "api token", Description = "", Type = "REGULAR", SealedValue = "00" };
        db.Variables.Add(second);
        await Should.ThrowAsync<DbUpdateException>(db.SaveChangesAsync(Cancellation));
        second.Name = "another";
        await db.SaveChangesAsync(Cancellation);

        (await EntriesAsync(stores)).Select(entry => entry.Name).ShouldBe(["another", "api token"]);
    }

    [Theory, EveryDatabase]
    public async Task Of_changes_made_at_once_each_tells_of_what_it_really_replaced(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);
        var variables = stores.Get<IVariableStore>();
        var variable = Secret() with { Type = VariableType.Regular, Value = "0" };
        await variables.AddAsync(variable, Cancellation);
        var members = stores.Get<IMembershipStore>();
        await members.SetAsync(new Membership("acme", "dora", Role.Viewer), Cancellation);

        await Task.WhenAll(Enumerable.Range(1, 8).Select(async number =>
        {
            using (Actor.Begin(new Actor($"person {number}", "192.0.2.1")))
            {
                await variables.UpdateAsync(variable with { Value = $"{number}" }, null, Cancellation);
                await members.SetAsync(new Membership("acme", "dora", (Role)(number % 4)), Cancellation);
            }
        }));

        var entries = (await EntriesAsync(stores)).Reverse().ToList();
        var values = entries.Where(entry => entry is { Kind: AuditKinds.Variable, Action: AuditActions.Update }).ToList();
        values.Count.ShouldBe(8);
        values.ShouldAllBe(entry => entry.Who == $"person {entry.After!["value"]!.GetValue<string>()}");
        Chained(values, "value", "0").ShouldBe((await variables.FindAsync(variable.Id, Cancellation))!.Value);
        Chained([.. entries.Where(entry => entry is { Kind: AuditKinds.Member, Action: AuditActions.Update })], "role", "viewer")
            .ShouldBe((await members.OfPersonAsync("dora", Cancellation)).Single().Role.ToString().ToLowerInvariant());
    }

    [Theory, EveryDatabase]
    public async Task What_somebody_called_themselves_is_kept_without_what_could_deceive_a_reader_and_not_without_end(Product product)
    {
        await using var stores = await OpenStores.OpenAsync(product, Cancellation);

        using (Actor.Begin(new Actor($"a\0d\r\na\u202E\ud800{new string('x', 10_000)}", null)))
        {
            await stores.Get<IAuditLog>().RecordAsync(new AuditEvent(AuditActions.SignInFailed, AuditKinds.Session, "\n"), Cancellation);
        }

        var entry = (await EntriesAsync(stores)).ShouldHaveSingleItem();
        entry.Who.ShouldStartWith("ada\uFFFDxxx");
        entry.Who.Length.ShouldBeLessThan(300);
        entry.Name.ShouldBe("");
        entry.From.ShouldBeNull();
        (await stores.Get<IAuditLog>().FindAsync(entry.Id, Cancellation)).ShouldBe(entry);
    }

    /// <summary>Follows the changes from one value to the next, in whatever order they were written; the last value.</summary>
    private static string Chained(List<AuditEntry> changes, string field, string first)
    {
        // Roles come again, so that there may be more than one way: any that uses each change once will do.
        string? Follow(string at, ImmutableList<AuditEntry> left) => left.IsEmpty
            ? at
            : left.Where(change => change.Before![field]!.GetValue<string>() == at).Select(change => Follow(change.After![field]!.GetValue<string>(), left.Remove(change))).FirstOrDefault(end => end is not null);

        return Follow(first, [.. changes]).ShouldNotBeNull($"{field}: {string.Join(", ", changes.Select(change => $"{change.Before} → {change.After}"))}");
    }

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(OpenStores stores) =>
        (await stores.Get<IAuditLog>().ListAsync(new ListQuery { Order = [new ListOrder(AuditFields.All.Find("createdAt")!, IsDescending: true)] }, null, Cancellation)).Items;

    private static IEnumerable<Walk> Walks()
    {
        yield return new("project", stores => stores.Get<IProjectStore>().AddAsync(new Project { Id = Guid.NewGuid(), Name = "acme" }, Cancellation), "CREATE PROJECT acme/acme ");

        var pipeline = new CatalogedPipeline(Guid.NewGuid(), Samples.Pipeline("Deploy"));
        yield return Resource(pipeline, pipeline with { Definition = pipeline.Definition with { Concurrency = 3, Input = new() { ["password"] = Planted } } }, s => s.Get<IPipelineStore>(),
            "CREATE PIPELINE acme/Deploy ", "UPDATE PIPELINE acme/Deploy Changed concurrency, input.password.", "DELETE PIPELINE acme/Deploy ");

        var hub = Hub();
        yield return Resource(hub, hub with { Name = "Hub 2", Properties = hub.Properties.SetItem("password", $"2-{Planted}") }, s => s.Get<IEndpointStore>(),
            "CREATE ENDPOINT acme/Hub ", "UPDATE ENDPOINT acme/Hub 2 Changed name, properties.password.", "DELETE ENDPOINT acme/Hub 2 ");

        var variable = Secret();
        yield return Resource(variable, variable with { Value = $"2-{Planted}", Description = "for the build" }, s => s.Get<IVariableStore>(),
            "CREATE VARIABLE acme/api token ", "UPDATE VARIABLE acme/api token Changed description, value.", "DELETE VARIABLE acme/api token ");
        yield return Resource(variable, variable with { Type = VariableType.Regular, Value = "open" }, s => s.Get<IVariableStore>(),
            "CREATE VARIABLE acme/api token ", "UPDATE VARIABLE acme/api token Changed type, value.", "DELETE VARIABLE acme/api token ");

        var webhook = Webhook();
        yield return Resource(webhook, webhook with { Enabled = false, Token = new SecureToken($"{Planted}-token-2") }, s => s.Get<IWebhookStore>(),
            "CREATE WEBHOOK acme/pushed ", "UPDATE WEBHOOK acme/pushed Changed enabled, secretToken.", "DELETE WEBHOOK acme/pushed ");

        yield return new("user", async stores => await PersonAsync(await stores.TablesAsync(Cancellation)),
            "CREATE USER /dora ", "UPDATE USER /dora Changed email, lockedUntil, password.", "CREATE ROLE /Administrator ", "CREATE USER_ROLE /dora ", "DELETE USER_ROLE /dora ",
            "CREATE USER_LOGIN /dora ", "CREATE CLAIM /dora ", "CREATE CLAIM /Administrator ", "CREATE USER_LOGIN /dora ", "UPDATE USER_LOGIN /dora Changed value.",
            "CREATE TOKEN /the build ", "DELETE TOKEN /the build ");
        yield return new("member", async stores =>
        {
            var members = stores.Get<IMembershipStore>();
            await members.SetAsync(new Membership("acme", "dora", Role.Viewer), Cancellation);
            await members.SetAsync(new Membership("acme", "dora", Role.Developer), Cancellation);
            await members.SetAsync(new Membership("acme", "dora", Role.Developer), Cancellation);
            await members.RemoveAsync("acme", "dora", Cancellation);
            await members.RemoveAsync("acme", "dora", Cancellation);
        }, "CREATE MEMBER acme/dora ", "UPDATE MEMBER acme/dora Changed role.", "DELETE MEMBER acme/dora ");
        yield return new("execution", async stores =>
        {
            var execution = Samples.NewExecution(Guid.NewGuid(), 1, ExecutionStatus.Completed);
            await stores.Get<IExecutionStore>().CreateAsync(execution, Cancellation);
            await using var db = await stores.TablesAsync(Cancellation);
            db.Executions.Remove(await db.Executions.SingleAsync(Cancellation));
            await db.SaveChangesAsync(Cancellation);
        }, "DELETE EXECUTION acme/Deploy#1 ");
        yield return new("key", async stores =>
        {
            await using var db = await stores.TablesAsync(Cancellation);
            db.DataProtectionKeys.Add(new DataProtectionKey { FriendlyName = "key-1", Xml = Planted });

            // As Data Protection does it.
            db.SaveChanges();
        }, "CREATE KEY /key-1 ");
    }

    private static async Task PersonAsync(SlipwayDb db)
    {
        await using (db)
        {
            var (user, role) = (new IdentityUser("dora") { Id = "dora", NormalizedUserName = "DORA", PasswordHash = Planted, SecurityStamp = Planted, ConcurrencyStamp = Planted }, new IdentityRole("Administrator"));
            await SaveAsync(() => db.Users.Add(user));
            await SaveAsync(() => (user.PasswordHash, user.SecurityStamp, user.Email, user.LockoutEnd) = ($"2-{Planted}", $"2-{Planted}", "dora@acme.example", DateTimeOffset.MaxValue));
            await SaveAsync(() => db.Roles.Add(role));
            var given = new IdentityUserRole<string> { UserId = user.Id, RoleId = role.Id };
            await SaveAsync(() => db.UserRoles.Add(given));
            await SaveAsync(() => db.UserRoles.Remove(given));
            await SaveAsync(() => db.UserLogins.Add(new IdentityUserLogin<string> { LoginProvider = "corp", ProviderKey = "42", UserId = user.Id }));
            await SaveAsync(() => db.UserClaims.Add(new IdentityUserClaim<string> { UserId = user.Id, ClaimType = "team", ClaimValue = "a" }));
            await SaveAsync(() => db.RoleClaims.Add(new IdentityRoleClaim<string> { RoleId = role.Id, ClaimType = "team", ClaimValue = "a" }));
            var token = new IdentityUserToken<string> { UserId = user.Id, LoginProvider = "app", Name = "key", Value = Planted };
            await SaveAsync(() => db.UserTokens.Add(token));
            await SaveAsync(() => token.Value = $"2-{Planted}");
            await SaveAsync(() => db.RefreshTokens.Add(Token()));
            await SaveAsync(() => db.RefreshTokens.Remove(db.RefreshTokens.Local.Single()));

            async Task SaveAsync(Action change)
            {
                change();
                await db.SaveChangesAsync(Cancellation);
            }
        }
    }

    private static Walk Resource<T>(T made, T changed, Func<OpenStores, IResourceStore<T>> store, params string[] expected)
        where T : class, IResource => new(made.Name, async stores =>
        {
            (await store(stores).AddAsync(made, Cancellation)).ShouldBeOfType<SaveResult<T>.Saved>();
            (await store(stores).UpdateAsync(changed, 1, Cancellation)).ShouldBeOfType<SaveResult<T>.Saved>();
            (await store(stores).UpdateAsync(changed, 1, Cancellation)).ShouldBeOfType<SaveResult<T>.Outdated>();
            (await store(stores).RemoveAsync(made.Id, Cancellation)).ShouldBeTrue();
            (await store(stores).RemoveAsync(made.Id, Cancellation)).ShouldBeFalse();
        }, expected);

    private static RefreshTokenRow Token() =>
        new() { Hash = Planted, Id = Guid.NewGuid(), Name = "the build", UserId = "dora", CreatedAt = Samples.Noon, ExpiresAt = Samples.Noon.AddMonths(6) };

    private static Variable Secret() => new() { Id = Guid.NewGuid(), Project = "acme", Name = "api token", Type = VariableType.Secret, Value = Planted };

    private static Endpoint Hub() => new()
    {
        Id = Guid.NewGuid(),
        Project = "acme",
        Name = "Hub",
        Type = "dockerRegistry",
        Properties = ImmutableDictionary<string, string>.Empty.Add("username", "acme").Add("password", Planted),
    };

    private static DockerWebhook Webhook() => new()
    {
        Id = Guid.NewGuid(),
        Project = "acme",
        Name = "pushed",
        Endpoint = "Hub",
        ServerType = "DockerHub",
        Repository = ImageReference.Parse("acme/web").Repository,
        Pipeline = "Deploy",
        Input = new() { ["region"] = JsonValue.Create("eu") },
        Token = new SecureToken($"{Planted}-token"),
        Owner = "ada",
    };

    private sealed record Walk(string Of, Func<OpenStores, Task> RunAsync, params string[] Expected);
}
