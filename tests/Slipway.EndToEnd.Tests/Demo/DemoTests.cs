using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Slipway.EndToEnd.Tests.Demo;

public sealed class DemoTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(3);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_demo_rolls_out_both_images_and_says_so()
    {
        using var demo = Process.Start(new ProcessStartInfo(SlipwayProcess.Binary, ["demo", "--once"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        try
        {
            var output = demo.StandardOutput.ReadToEndAsync(Cancellation);
            var errors = demo.StandardError.ReadToEndAsync(Cancellation);
            await demo.WaitForExitAsync(Cancellation).WaitAsync(Deadline, Cancellation);

            demo.ExitCode.ShouldBe(0, await output + await errors);
            (await output).ShouldContain("Deployment web/web runs acme/web:1.0.0, 3 of 3 pods are ready");
            (await output).ShouldContain("Deployment web/web runs acme/web:1.0.1, 3 of 3 pods are ready");
        }
        finally
        {
            if (!demo.HasExited)
            {
                demo.Kill();
            }
        }
    }

    [Fact]
    public async Task What_the_command_line_cannot_do_is_said_in_one_line()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        using var demo = Process.Start(new ProcessStartInfo(SlipwayProcess.Binary, ["demo", "--once", "--urls", $"http://{taken.LocalEndpoint}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

        var errors = await demo.StandardError.ReadToEndAsync(Cancellation);
        await demo.WaitForExitAsync(Cancellation).WaitAsync(Deadline, Cancellation);

        demo.ExitCode.ShouldBe(1);
        errors.ShouldStartWith("slipway: ");
        errors.ShouldContain("address already in use");
        errors.Trim().ShouldNotContain("\n");
    }
}
