using System.Diagnostics;
using Xunit;

namespace Slipway.EndToEnd.Tests.Outage;

public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Megabyte = 1 << 20;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_the_disk_is_full_under_work_and_has_room_again_everything_goes_on_by_itself_and_nothing_is_lost_or_done_twice()
    {
        Assert.SkipUnless(await MayMountAsync(), "This system lets nobody make a user namespace, and so no small disk.");
        await using var world = await TestWorld.StartAsync(Cancellation);

        // The disk is the server's own: it is in no other process's view, and gone with it.
        await using var server = await SlipwayProcess.StartAsync(
            SlipwayProcess.Start(["unshare", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs -o size=32m none \"$0\" && exec \"$@\"", world.Data.FullName, SlipwayProcess.Binary, "serve", "--data", world.Data.FullName, "--urls", "http://127.0.0.1:0"]),
            Cancellation);
        var filler = $"/proc/{server.Id}/root{world.Data.FullName}/filler";

        await new OutageRun(world, server, output).GoThroughAsync(() => FillAsync(filler), () => Task.Run(() => File.Delete(filler)));
    }

    private static async Task FillAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var size = Megabyte; size > 0; size /= 2)
        {
            try
            {
                while (true)
                {
                    await file.WriteAsync(new byte[size], Cancellation);
                }
            }
            catch (IOException)
            {
                // So much does not fit any more; less may.
            }
        }
    }

    private static async Task<bool> MayMountAsync()
    {
        using var attempt = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "true"]) { RedirectStandardError = true })!;
        await attempt.WaitForExitAsync(Cancellation);
        return attempt.ExitCode is 0;
    }
}
