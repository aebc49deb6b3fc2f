using Microsoft.Extensions.DependencyInjection;
using Slipway.Execution.Store;

namespace Slipway.Execution.Tests.UserOperations;

internal static class Failures
{
    /// <summary>Why the only execution there is failed.</summary>
    public static async Task<string> FailureAsync(this IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<IExecutionQueries>().ListAsync(new ExecutionFilter(), 0, 1, cancellationToken)).Items[0].StatusMessage;
}
