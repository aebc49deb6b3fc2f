using Shouldly;
using Slipway.Projects.Access;
using Xunit;

namespace Slipway.Server.Tests.Access;

public sealed class AccessPageTests
{
    [Fact]
    public void The_page_on_access_is_the_table()
    {
        var page = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "docs", "access.md"));

        page.SkipWhile(line => line != "| permission | least role |").Skip(2).TakeWhile(line => line.StartsWith('|')).ShouldBe(
            Enum.GetValues<Permission>().Select(permission => $"| {permission} | {AccessTable.LeastRole(permission)?.ToString().ToLowerInvariant() ?? "administrator of the server"} |"));
    }
}
