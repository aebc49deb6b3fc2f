using Shouldly;
using Slipway.Tasks.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Tasks.Tests.Kubernetes.Cluster;

public sealed class ApiResourceTests
{
    [Theory]
    [InlineData("Deployment", "deployments", "deployments")]
    [InlineData("ReplicaSet", "replicasets", "replicaSets")]
    [InlineData("NetworkPolicy", "networkpolicies", "networkPolicies")]
    [InlineData("Ingress", "ingresses", "ingresses")]
    [InlineData("Endpoints", "endpoints", "endpoints")]
    [InlineData("APIService", "apiservices", "apiServices")]
    public void The_key_of_an_output_is_the_plural_in_lower_camel_case(string kind, string plural, string key) =>
        new ApiResource("v1", kind, plural, true).OutputKey.ShouldBe(key);

    [Fact]
    public void A_path_is_made_of_group_namespace_and_name()
    {
        new ApiResource("apps/v1", "Deployment", "deployments", true).ObjectPath("shop", "web").ShouldBe("apis/apps/v1/namespaces/shop/deployments/web");
        new ApiResource("v1", "Namespace", "namespaces", false).ObjectPath(null, "shop").ShouldBe("api/v1/namespaces/shop");
        new ApiResource("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles", false).ObjectPath(null, "a:b c").ShouldBe("apis/rbac.authorization.k8s.io/v1/clusterroles/a%3Ab%20c");
    }
}
