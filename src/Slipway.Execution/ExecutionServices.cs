using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Slipway.Execution.Admission;
using Slipway.Execution.Children;
using Slipway.Execution.Feed;
using Slipway.Execution.Logs;
using Slipway.Execution.Nodes;
using Slipway.Execution.Notifications;
using Slipway.Execution.Preview;
using Slipway.Execution.Recovery;
using Slipway.Execution.Secrets;
using Slipway.Execution.State;
using Slipway.Execution.Tasks;
using Slipway.Execution.UserOperations;

namespace Slipway.Execution;

/// <summary>Puts the engine into a host.</summary>
public static class ExecutionServices
{
    /// <summary>Adds the engine. The host brings the silo, an <c>IExecutionStore</c>, an <c>ILogStore</c>, an <c>IUserOperationStore</c>, an <c>INoticeStore</c>, an <c>IPipelineCatalog</c>, an
    /// <c>IVariableDirectory</c>, <c>IRequesterRights</c>, the task runners, the <c>INoticeSender</c>s and an <c>ExecutionAddress</c>.</summary>
    public static IServiceCollection AddExecution(this IServiceCollection services)
    {
        services.TryAddSingleton(new EngineOptions());
        services.AddSingleton<Feed<ExecutionState>>();
        services.AddSingleton<ExecutionReader>();
        services.AddSingleton<AdmissionDesk>();
        services.AddSingleton<JustAdmitted>();
        services.AddSingleton<ExecutionPreview>();
        services.AddSingleton<IChildExecutions, ChildExecutions>();
        services.TryAddSingleton(new LogBounds());
        services.AddSingleton<Feed<LogAppended>>();
        services.AddSingleton<TaskLogs>();
        services.AddSingleton<Feed<UserOperation>>();
        services.AddSingleton<Approvals>();
        services.AddSingleton<TaskDispatcher>();
        services.AddHostedService(provider => provider.GetRequiredService<TaskDispatcher>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<NodeStanding>();
        services.AddSingleton<IRecoverable, UnfinishedExecutions>();
        services.AddSingleton<IRecoverable, OpenUserOperations>();
        services.TryAddSingleton<RecoveryBell>();
        services.TryAddSingleton(new NoticeOptions());
        services.TryAddSingleton(new ExecutionAddress(() => null));
        services.AddSingleton<NoticeWriter>();
        services.AddSingleton<NoticeDelivery>();
        services.AddSingleton<Feed<NoticeReport>>();
        services.AddSingleton<IRecoverable, UnsentNotices>();
        services.AddHostedService<RecoverySweep>();
        return services;
    }
}
