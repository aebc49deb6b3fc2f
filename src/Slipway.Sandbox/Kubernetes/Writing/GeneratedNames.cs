using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Sandbox.Kubernetes.Objects;

namespace Slipway.Sandbox.Kubernetes.Writing;

/// <summary>Names that the server makes up: five letters from the alphabet that spells no words.</summary>
internal static class GeneratedNames
{
    private const string Alphabet = "bcdfghjklmnpqrstvwxz2456789";

    public static string Settle(JsonObject node)
    {
        var name = node.Name();
        if (name.Length == 0 && node.Child("metadata").Text("generateName") is { Length: > 0 } prefix)
        {
            name = prefix[..Math.Min(prefix.Length, 58)] + Suffix(5);
            node.Meta()["name"] = name;
        }

        return name;
    }

    public static string Suffix(int length) => RandomNumberGenerator.GetString(Alphabet, length);

    /// <summary>A stable name part for a text, as the deployment controller makes its pod-template-hash.</summary>
    public static string Hash(string text)
    {
        var hash = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text));
        return string.Concat(hash.Take(10).Select(part => Alphabet[part % Alphabet.Length]));
    }
}
