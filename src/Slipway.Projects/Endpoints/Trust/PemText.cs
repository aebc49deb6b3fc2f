using System.Text;

namespace Slipway.Projects.Endpoints.Trust;

/// <summary>PEM, or the base64 of it as kubeconfigs have it.</summary>
public static class PemText
{
    /// <summary>The PEM; null when it is neither.</summary>
    public static string? Of(string text)
    {
        if (HasBegin(text))
        {
            return text;
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var pem && HasBegin(pem) ? pem : null;
    }

    private static bool HasBegin(string text) => text.Contains("-----BEGIN ", StringComparison.Ordinal);
}
