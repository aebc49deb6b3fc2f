using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Shouldly;
using Slipway.Execution.Children;
using Slipway.Execution.Feed;
using Slipway.Execution.Store;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Xunit;

namespace Slipway.Tasks.Tests;

public sealed class TasksRegistrationTests
{
    [Fact]
    public void Every_runner_and_endpoint_type_can_be_made_from_the_container()
    {
        var store = DispatchProxy.Create<IEndpointStore, NeverAsked>();
        using var services = new ServiceCollection().AddLogging().AddSingleton<IEndpointDirectory>(store).AddSingleton(store).AddSingleton(DispatchProxy.Create<IChildExecutions, NeverAsked>())
            .AddSingleton(DispatchProxy.Create<IUserOperationStore, NeverAsked>()).AddSingleton(DispatchProxy.Create<IExecutionStore, NeverAsked>()).AddSingleton(DispatchProxy.Create<IGrainFactory, NeverAsked>())
            .AddSingleton(DispatchProxy.Create<IApproverDirectory, NeverAsked>()).AddSingleton<Feed<UserOperation>>().AddSingleton<Approvals>().AddTasks().BuildServiceProvider(
            new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        services.GetServices<ITaskRunner>().Select(r => r.Type).ShouldBe(["K8S", "Pipeline", "Condition", "UserOperation"]);
        services.GetServices<EndpointType>().Select(t => t.Name).ShouldBe(["k8s", "docker", "git", "ssh", "email", "jenkins", "jira", "agent"]);
        services.GetServices<IEndpointProbe>().Select(p => p.Type).ShouldBe(["k8s", "docker", "git", "ssh", "email", "jenkins", "jira"]);
    }

    [Fact]
    public void What_signs_in_to_a_cluster_is_secret() =>
        Slipway.Tasks.Kubernetes.KubernetesEndpoint.Type.SecretProperties.ShouldBe(["token", "certKeyData", "password", "kubeconfig"]);
}
