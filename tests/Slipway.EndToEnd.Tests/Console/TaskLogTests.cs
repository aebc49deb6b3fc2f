using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Slipway.EndToEnd.Tests.Console;

[Collection(ConsoleTests.Name)]
public sealed class TaskLogTests(ConsoleWorld world)
{
    private const int Lines = 100_000;

    [Theory]
    [InlineData("light", ColorScheme.Light)]
    [InlineData("dark", ColorScheme.Dark)]
    public async Task A_task_says_what_it_does_while_it_does_it(string name, ColorScheme scheme)
    {
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = scheme });
        await visitor.GoLiveAsync("/executions");
        world.Outside.Cluster.PauseControllers();
        try
        {
            await world.PushAsync($"6.0.0-{name}");
            await visitor.Page.Locator(".execution", new() { HasText = $"6.0.0-{name}" }).Locator(".name").ClickAsync();
            await visitor.Page.Locator(".task", new() { HasText = "Roll out" }).ClickAsync();
            var log = visitor.Page.GetByRole(AriaRole.Log, new() { Name = "Log" });
            await Expect(log).ToContainTextAsync("Deployment 'web' in namespace 'default'");
            await Expect(log).Not.ToContainTextAsync("Completed.");

            world.Outside.Cluster.ResumeControllers();
            await Expect(log).ToContainTextAsync("Completed. Deployment 'web'");
        }
        finally
        {
            world.Outside.Cluster.ResumeControllers();
        }

        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Wide" }).ClickAsync();
        await visitor.ScreenshotAsync($"task-log-{name}");
        await visitor.LookForBarriersAsync();
        visitor.ShouldHaveNoErrors();
    }

    [Fact]
    public async Task A_log_of_100000_lines_is_read_from_its_end_searched_and_kept_as_a_file()
    {
        var id = await world.RunAsync("6.1.0");
        await FillAsync(id);
        await using var visitor = await world.VisitSignedInAsync(new() { ColorScheme = ColorScheme.Dark });
        await visitor.GoLiveAsync($"/executions/{id}?stage=Deploy&task=Roll%20out");
        var log = visitor.Page.GetByRole(AriaRole.Log, new() { Name = "Log" });
        var rows = log.Locator(".row");

        // It stands at its end, and only what is in view is drawn.
        await Expect(rows.Last).ToContainTextAsync($"line {Lines} of the log");
        (await rows.CountAsync()).ShouldBeLessThan(150);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Wide" }).ClickAsync();
        await Expect(rows.Last.Locator("span span").First).ToHaveCSSAsync("color", "rgb(111, 213, 150)");
        await visitor.ScreenshotAsync("task-log-long");

        // Whoever scrolls up is left where they are; lines that come do not move them.
        await log.EvaluateAsync("view => view.scrollTop -= 2000");
        await Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" })).ToHaveAttributeAsync("aria-pressed", "false");
        await Expect(rows.Last).Not.ToContainTextAsync($"line {Lines} of the log");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Follow" }).ClickAsync();
        await Expect(rows.Last).ToContainTextAsync($"line {Lines} of the log");

        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync($"LINE {Lines - 4000} of");
        await Expect(visitor.Page.GetByText("1 of 1 in the last 5,000 lines")).ToBeVisibleAsync();
        await Expect(log.Locator(".row.chosen")).ToContainTextAsync($"line {Lines - 4000} of the log");
        await Expect(log.Locator("mark").First).ToBeVisibleAsync();
        await visitor.ScreenshotAsync("task-log-search");
        await visitor.LookForBarriersAsync();
        await visitor.Page.GetByRole(AriaRole.Searchbox, new() { Name = "Search the log" }).FillAsync($"line {Lines - 9000} of");
        await Expect(visitor.Page.GetByText("Not found in the last 5,000 lines")).ToBeVisibleAsync();

        await log.EvaluateAsync("view => view.scrollTop = 0");
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Load earlier lines" }).ClickAsync();
        await Expect(visitor.Page.GetByText("1 of 1 in the last 10,000 lines")).ToBeVisibleAsync();

        var download = await visitor.Page.RunAndWaitForDownloadAsync(() => visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Download" }).ClickAsync());
        download.SuggestedFilename.ShouldEndWith("-Deploy-Roll out.log");
        var kept = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        kept.Count(line => line.Contains("of the log", StringComparison.Ordinal)).ShouldBe(Lines);
        kept.ShouldAllBe(line => !line.Contains('\u001b'));
        visitor.ShouldHaveNoErrors();
    }

    /// <summary>Writes lines past the server, as an earlier one would have left them.</summary>
    private async Task FillAsync(string id)
    {
        await using var database = new SqliteConnection($"Data Source={Path.Combine(world.Outside.Data.FullName, "slipway.db")};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var transaction = database.BeginTransaction();
        for (var chunk = 0; chunk < Lines / 500; chunk++)
        {
            var text = new StringBuilder();
            for (var line = (chunk * 500) + 1; line <= (chunk + 1) * 500; line++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{line % 500} \u001b[32mok\u001b[0m line {line} of the log, which \u001b[1;33mwarns\u001b[0m of nothing in particular\n");
            }

            await using var insert = database.CreateCommand();
            insert.CommandText = """
                insert into execution_logs (execution_id, position, stage, task, attempt, is_rollback, sequence, writer, at, lines, characters, text)
                select $id, (select max(position) from execution_logs where execution_id = $id) + 1, 'Deploy', 'Roll out', 1, 0, $sequence, $writer, $at, 500, 30000, $text
                """;
            insert.Parameters.AddWithValue("$id", id.ToUpperInvariant());
            insert.Parameters.AddWithValue("$sequence", 1000 + chunk);
            insert.Parameters.AddWithValue("$writer", Guid.NewGuid());
            insert.Parameters.AddWithValue("$at", DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000);
            insert.Parameters.AddWithValue("$text", text.ToString());
            (await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken)).ShouldBe(1);
        }

        await transaction.CommitAsync(TestContext.Current.CancellationToken);
    }
}
