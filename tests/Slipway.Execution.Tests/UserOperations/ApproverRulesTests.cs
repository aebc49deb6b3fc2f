using System.Collections.Immutable;
using Shouldly;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Access;
using Xunit;

namespace Slipway.Execution.Tests.UserOperations;

public sealed class ApproverRulesTests
{
    [Theory]
    [InlineData("", "", "bob", Role.Executor, true)]
    [InlineData("", "", "bob", Role.Viewer, false)]
    [InlineData("bob", "", "bob", Role.Executor, true)]
    [InlineData("BOB", "", "bob", Role.Executor, true)]
    [InlineData("bob", "", "bob", Role.Viewer, false)]
    [InlineData("bob", "", "bob", null, false)]
    [InlineData("bob", "", "eve", Role.Developer, false)]
    [InlineData("bob", "", "eve", Role.Administrator, true)]
    [InlineData("bob@acme.example", "", "bob", Role.Executor, true)]
    [InlineData("", "developers", "bob", Role.Executor, false)]
    [InlineData("", "Developers", "bob", Role.Developer, true)]
    [InlineData("eve", "executors", "bob", Role.Executor, true)]
    [InlineData("", "release managers", "bob", Role.Executor, true)]
    [InlineData("", "release managers", "bob", Role.Viewer, false)]
    [InlineData("", "Release Managers", "bob", Role.Executor, false)]
    public void Who_is_listed_and_has_the_right_may_answer(string approver, string group, string person, Role? role, bool may) =>
        Person(person, role).MayAnswer(Asked(approver, group)).ShouldBe(may);

    [Fact]
    public void An_administrator_of_the_server_may_always_answer() =>
        (Person("root", null) with { IsAdministrator = true }).MayAnswer(Asked("bob", "")).ShouldBeTrue();

    [Fact]
    public void A_name_that_looks_like_an_address_is_not_taken_for_one() =>
        (Person("ops@acme.example", Role.Executor) with { Email = "" }).MayAnswer(Asked("ops@acme.example", "")).ShouldBeFalse();

    private static Caller Person(string name, Role? role) =>
        new(name, name, IsAdministrator: false, role is { } given ? ImmutableDictionary<string, Role>.Empty.Add("acme", given) : ImmutableDictionary<string, Role>.Empty)
        {
            Email = $"{name}@acme.example",
            Groups = ["release managers"],
        };

    private static UserOperation Asked(string approver, string group) => new()
    {
        Attempt = new TaskAttempt(new ExecutionId(Guid.NewGuid()), "Release", "Ask", 1),
        Project = "acme",
        PipelineId = Guid.NewGuid(),
        PipelineName = "web",
        ExecutionIndex = 1,
        Summary = "Ship it?",
        Approvers = approver.Length > 0 ? [approver] : [],
        ApproverGroups = group.Length > 0 ? [group] : [],
        RequestedBy = "ada",
        RequestedAt = Sample.Now,
        ExpiresAt = Sample.Now.AddDays(3),
    };
}
