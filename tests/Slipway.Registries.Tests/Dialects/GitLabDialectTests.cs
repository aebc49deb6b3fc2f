using Shouldly;
using Slipway.Registries.Dialects;
using Xunit;

namespace Slipway.Registries.Tests.Dialects;

public sealed class GitLabDialectTests
{
    [Fact]
    public void A_project_of_many_groups_is_a_repository()
    {
        var push = new GitLabDialect().Read($$"""{"events":[{{Sample.Event("push", """{"repository":"acme/shop/front/web","tag":"main"}""")}}]}""").Single();

        push.Repository.Namespace.ShouldBe("acme/shop/front");
        push.Repository.Name.ShouldBe("web");
    }
}
