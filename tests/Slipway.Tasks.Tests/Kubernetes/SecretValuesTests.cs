using Shouldly;
using Slipway.Tasks.Kubernetes.Writing;
using Slipway.Tasks.Tests.Kubernetes.Rollouts;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes;

public sealed class SecretValuesTests
{
    private static readonly string s_secret = """
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"db","managedFields":[{}],"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"hunter22"}},
         "data":{"password":"aHVudGVyMjI="},"stringData":{"user":"hunter22"}}
        """;

    [Fact]
    public void A_secret_is_shown_with_its_keys_and_without_its_values()
    {
        var shown = SecretValues.Shown(Scenes.Json(s_secret)).ToJsonString();
        shown.ShouldContain("\"password\":\"*****\"");
        shown.ShouldNotContain("hunter22");
        shown.ShouldNotContain("aHVudGVyMjI=");
        shown.ShouldNotContain("managedFields");
    }

    [Fact]
    public void A_message_about_a_secret_holds_none_of_its_values() =>
        SecretValues.Redact("Invalid value: \"hunter22\" (aHVudGVyMjI=)", Scenes.Json(s_secret)).ShouldBe("Invalid value: \"*****\" (*****)");
}
