using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Slipway.Registries.Tests.RealRegistry;

/// <summary>Pushes, looks and deletes as people do, by a program that is not ours.</summary>
internal static class Skopeo
{
    private const string Program = "/usr/bin/skopeo";

    /// <summary>Pushes an image, all of it.</summary>
    /// <param name="registry">Where to.</param>
    /// <param name="image">What.</param>
    /// <param name="reference">Such as <c>acme/web:1.0</c> or <c>acme/web@sha256:…</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static Task PushAsync(this DebianRegistry registry, ScratchImage image, string reference, CancellationToken cancellationToken) =>
        RunAsync(["copy", "--all", "--dest-tls-verify=false", "--dest-creds", Credentials, $"oci:{image.Path}", Name(registry, reference)], cancellationToken);

    /// <summary>The digest that a tag stands at.</summary>
    public static async Task<string> DigestAsync(this DebianRegistry registry, string reference, CancellationToken cancellationToken) =>
        (await RunAsync(["inspect", "--tls-verify=false", "--no-tags", "--creds", Credentials, "--format", "{{.Digest}}", Name(registry, reference)], cancellationToken)).Trim();

    /// <summary>Deletes the manifest that a tag stands at, and with it all its tags.</summary>
    public static Task DeleteAsync(this DebianRegistry registry, string reference, CancellationToken cancellationToken) =>
        RunAsync(["delete", "--tls-verify=false", "--creds", Credentials, Name(registry, reference)], cancellationToken);

    private static string Credentials => $"{RegistrySetUp.UserName}:{RegistrySetUp.Password}";

    private static string Name(DebianRegistry registry, string reference) => $"docker://{registry.Host}/{reference}";

    private static async Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        Assert.SkipUnless(File.Exists(Program), $"{Program} is not installed");
        using var process = Process.Start(new ProcessStartInfo(Program, ["--insecure-policy", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            process.ExitCode.ShouldBe(0, $"skopeo {arguments[0]}: {await errors}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }
}
