using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>What every dialect must do, whatever its registry's words are.</summary>
public sealed class DialectSuiteTests
{
    private const string Hostile = "1.0\\u0000$(reboot)";

    public static TheoryData<string> ServerTypes => [.. Sample.All.Keys];

    public static TheoryData<string> ServerTypesThatTellOfDeletions => [.. Sample.All.Values.Where(sample => sample.Deleted.Length > 0).Select(sample => sample.Dialect.ServerType)];

    [Fact]
    public void Every_dialect_is_registered_once()
    {
        using var provider = new ServiceCollection().AddRegistryDialects().BuildServiceProvider();

        provider.GetServices<IRegistryDialect>().Select(dialect => dialect.ServerType).Order(StringComparer.Ordinal).ShouldBe(Sample.All.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_push_is_read(string serverType)
    {
        var sample = Sample.All[serverType];

        var pushed = sample.Read(sample.Body).ShouldBeOfType<DialectResult.Pushed>();

        pushed.Repair.ShouldBeNull();
        var push = pushed.Pushes.ShouldHaveSingleItem();
        (push.Repository.Registry, push.Repository.Path, push.Tag.Value).ShouldBe((sample.Host, sample.Path, Sample.Tag));
        push.Digest?.Value.ShouldBe(sample.HasDigest ? Sample.Digest : null);
        (push.Digest is null).ShouldBe(!sample.HasDigest);
    }

    [Theory]
    [MemberData(nameof(ServerTypesThatTellOfDeletions))]
    public void A_deletion_is_no_push_and_no_error(string serverType)
    {
        var sample = Sample.All[serverType];

        sample.Read(sample.Deleted).ShouldBeOfType<DialectResult.Nothing>().Reason.ShouldNotBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void Without_its_tag_nothing_is_pushed(string serverType)
    {
        var sample = Sample.All[serverType];
        var body = sample.Body.Replace(sample.TagText, sample.TagText.Replace("1.0", "", StringComparison.Ordinal).Replace("web:", "web", StringComparison.Ordinal), StringComparison.Ordinal);

        body.ShouldNotBe(sample.Body);
        sample.Read(body).ShouldNotBeOfType<DialectResult.Pushed>();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_hostile_tag_is_refused_in_its_fields_name(string serverType)
    {
        var sample = Sample.All[serverType];
        var body = sample.Body.Replace(sample.TagText, sample.TagText.Replace("1.0", Hostile, StringComparison.Ordinal), StringComparison.Ordinal);

        var malformed = sample.Read(body).ShouldBeOfType<DialectResult.Malformed>();

        malformed.Field.ShouldNotBeNullOrEmpty();
        malformed.Reason.ShouldContain("is no tag");
        malformed.Reason.Any(char.IsControl).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_hostile_repository_is_refused(string serverType)
    {
        var sample = Sample.All[serverType];
        var body = sample.Body.Replace("web", "../../etc/passwd;", StringComparison.Ordinal);

        sample.Read(body).ShouldBeOfType<DialectResult.Malformed>().Field.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_field_of_any_other_kind_is_answered(string serverType)
    {
        var sample = Sample.All[serverType];
        var places = Count(JsonNode.Parse(sample.Body)!);
        places.ShouldBeGreaterThan(2);
        for (var place = 0; place < places; place++)
        {
            foreach (var kind in (string[])["null", "7", "true", "[]", "[1,[2]]", "{}", "\"\"", "\"\\ud800\"", "1e400", "{\"\\ud800\":1}"])
            {
                Answered.By(sample, With(sample.Body, place, kind));
            }
        }
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_body_cut_off_anywhere_is_no_push(string serverType)
    {
        var sample = Sample.All[serverType];
        var whole = sample.Encode(sample.Body);
        for (var length = 0; length < whole.Length; length++)
        {
            Answered.With(sample.Dialect, new RegistryMessage(MessageHeaders.Of(sample.Headers), whole.AsMemory(0, length))).ShouldBeOfType<DialectResult.Malformed>();
            Answered.By(sample, sample.Body[..Math.Min(length, sample.Body.Length - 1)]).ShouldBeOfType<DialectResult.Malformed>();
        }
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void What_nests_without_end_is_not_followed(string serverType)
    {
        var sample = Sample.All[serverType];

        sample.Read("{\"a\":" + new string('[', 100_000)).ShouldBeOfType<DialectResult.Malformed>().Reason.ShouldContain("depth");
        sample.Read(string.Concat(Enumerable.Repeat("{\"events\":[{\"target\":", 20_000))).ShouldBeOfType<DialectResult.Malformed>();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public void A_delivery_without_headers_is_answered(string serverType)
    {
        var sample = Sample.All[serverType];

        Answered.With(sample.Dialect, new RegistryMessage(MessageHeaders.None, sample.Encode(sample.Body))).ShouldBeOfType<DialectResult.Pushed>();
        Answered.With(sample.Dialect, new RegistryMessage(MessageHeaders.None, default)).ShouldBeOfType<DialectResult.Malformed>();
    }

    [Theory]
    [MemberData(nameof(ServerTypes))]
    public async Task A_signature_of_nobody_is_none(string serverType)
    {
        if (Sample.All[serverType].Dialect is not ISignedDialect dialect)
        {
            return;
        }

        var message = new RegistryMessage(MessageHeaders.None, Encoding.UTF8.GetBytes(Sample.All[serverType].Body));
        dialect.IsSigned(MessageHeaders.None).ShouldBeFalse();
        foreach (var secret in (string[])["", "token"])
        {
            (await dialect.VerifyAsync(message, new SignatureKey(secret, new Uri("https://cd.acme.example/hook"), "a@b"), TestContext.Current.CancellationToken)).ShouldBe(SignatureVerdict.Invalid);
        }
    }

    private static int Count(JsonNode? node) => node switch
    {
        JsonObject o => o.Sum(field => 1 + Count(field.Value)),
        JsonArray a => a.Sum(item => 1 + Count(item)),
        _ => 0,
    };

    /// <summary>The body with another value in the field of that number.</summary>
    private static string With(string body, int place, string value)
    {
        const string mark = "\"<here>\"";
        var root = JsonNode.Parse(body)!;
        Mark(root);
        return root.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Replace(mark, value, StringComparison.Ordinal);

        void Mark(JsonNode? node)
        {
            foreach (var child in node switch { JsonObject o => [.. o.Select(f => (Action<JsonNode>)(v => o[f.Key] = v))], JsonArray a => [.. Enumerable.Range(0, a.Count).Select(i => (Action<JsonNode>)(v => a[i] = v))], _ => (Action<JsonNode>[])[] })
            {
                if (place-- == 0)
                {
                    child(JsonValue.Create("<here>"));
                    return;
                }
            }

            foreach (var child in node switch { JsonObject o => o.Select(f => f.Value), JsonArray a => a, _ => (IEnumerable<JsonNode?>)[] })
            {
                if (place >= 0)
                {
                    Mark(child);
                }
            }
        }
    }
}
