using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.UserOperations;

namespace Slipway.Server.UserOperations;

/// <summary>What asking people takes of the server.</summary>
internal static class UserOperationServices
{
    public static void AddUserOperations(this IServiceCollection services) => services.AddSingleton<IApproverDirectory, ApproverDirectory>();
}
