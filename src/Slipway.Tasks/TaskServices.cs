using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Execution.Notifications;
using Slipway.Execution.Tasks;
using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Probing;
using Slipway.Projects.Notices;
using Slipway.Tasks.Agents;
using Slipway.Tasks.Condition;
using Slipway.Tasks.Docker;
using Slipway.Tasks.Email;
using Slipway.Tasks.Git;
using Slipway.Tasks.Jenkins;
using Slipway.Tasks.Jira;
using Slipway.Tasks.Kubernetes;
using Slipway.Tasks.Kubernetes.Cluster;
using Slipway.Tasks.Notifications;
using Slipway.Tasks.Pipeline;
using Slipway.Tasks.Ssh;
using Slipway.Tasks.UserOperations;

namespace Slipway.Tasks;

/// <summary>Puts the task types into the house.</summary>
public static class TaskServices
{
    /// <summary>
    /// Adds every <see cref="ITaskRunner"/> and <see cref="INoticeSender"/>, and the <see cref="EndpointType"/>s they talk to.
    /// Needs an <see cref="IEndpointDirectory"/>, an <c>IApproverDirectory</c>, the engine and logging from elsewhere.
    /// </summary>
    public static IServiceCollection AddTasks(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);

        services.AddEndpointType<KubernetesProbe>(KubernetesEndpoint.Type);
        services.AddEndpointType<DockerHostProbe>(DockerHostEndpoint.Type);
        services.AddEndpointType<GitProbe>(GitEndpoint.Type);
        services.AddEndpointType<SshProbe>(SshEndpoint.Type);
        services.AddEndpointType<EmailProbe>(EmailEndpoint.Type);
        services.AddSingleton<INotifier, MailNotifier>();
        services.AddEndpointType<JenkinsProbe>(JenkinsEndpoint.Type);
        services.AddEndpointType<JiraProbe>(JiraEndpoint.Type);
        services.AddSingleton(AgentEndpoint.Type);
        services.TryAddSingleton<ClusterConnections>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskRunner, KubernetesTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskRunner, ChildPipelineTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskRunner, ConditionTask>());
        services.TryAddSingleton<ApproverMail>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ITaskRunner, UserOperationTask>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INoticeSender, MailSender>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INoticeSender, TicketSender>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<INoticeSender, CallSender>());
        return services;
    }

    private static void AddEndpointType<TProbe>(this IServiceCollection services, EndpointType type)
        where TProbe : class, IEndpointProbe
    {
        services.AddSingleton(type);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEndpointProbe, TProbe>());
    }
}
