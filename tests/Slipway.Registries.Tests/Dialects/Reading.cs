using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>Short ways to read one delivery.</summary>
internal static class Reading
{
    public const string Secret = "the secure token";

    public static DialectResult Read(this IRegistryDialect dialect, string body, params (string Name, string Value)[] headers) => dialect.Read(Message(body, headers));

    public static ImagePushed Single(this DialectResult result) => result.ShouldBeOfType<DialectResult.Pushed>().Pushes.ShouldHaveSingleItem();

    public static string[] Names(this DialectResult result) => [.. result.ShouldBeOfType<DialectResult.Pushed>().Pushes.Select(push => $"{push.Repository}:{push.Tag}")];

    public static RegistryMessage Message(string body, params (string Name, string Value)[] headers) =>
        new(MessageHeaders.Of(headers.Select(header => KeyValuePair.Create(header.Name, header.Value))), Encoding.UTF8.GetBytes(body));

    public static async Task<SignatureVerdict> VerifyAsync(this ISignedDialect dialect, string body, string header, string? value, string secret = Secret)
    {
        var message = value is null ? Message(body) : Message(body, (header, value));
        dialect.IsSigned(message.Headers).ShouldBe(value is not null);
        return await dialect.VerifyAsync(message, new SignatureKey(secret, new Uri("https://cd.acme.example/hook"), null), Xunit.TestContext.Current.CancellationToken);
    }

    public static string Hmac(HashAlgorithmName hash, string body, string secret = Secret) =>
        Convert.ToHexStringLower(CryptographicOperations.HmacData(hash, Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(body)));
}
