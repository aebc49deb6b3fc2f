using System.Collections.Immutable;
using Slipway.Execution;
using Slipway.Execution.Notifications;
using Slipway.Pipelines;
using Slipway.Projects.Endpoints;

namespace Slipway.Tasks.Tests.Notifications;

/// <summary>Notices to send, and the one endpoint there is.</summary>
internal static class Sending
{
    public static Notice Notice(NoticeProvider provider, NoticeMessage message) => new(
        new NoticeReport
        {
            Id = Guid.NewGuid(),
            Execution = new ExecutionId(Guid.NewGuid()),
            Project = "acme",
            Provider = provider,
            Event = NotificationEvent.Failure,
            Target = "somebody",
            At = DateTimeOffset.UnixEpoch,
            Status = NoticeStatus.Pending,
        },
        message,
        ImmutableHashSet<string>.Empty);

    public static IEndpointDirectory Endpoint(EndpointType type, params (string Name, string Value)[] properties) => new One(new Endpoint
    {
        Id = Guid.NewGuid(),
        Project = "acme",
        Name = "There",
        Type = type.Name,
        Properties = properties.ToImmutableDictionary(property => property.Name, property => property.Value),
    });

    private sealed class One(Endpoint endpoint) : IEndpointDirectory
    {
        public Task<Endpoint?> FindAsync(Guid id, CancellationToken cancellationToken) => Task.FromResult<Endpoint?>(id == endpoint.Id ? endpoint : null);

        public Task<Endpoint?> FindAsync(string project, string name, CancellationToken cancellationToken) =>
            Task.FromResult<Endpoint?>(project == endpoint.Project && name == endpoint.Name ? endpoint : null);

        public Task<IReadOnlyList<string>> RestrictedAmongAsync(string project, IReadOnlyCollection<string> names, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([]);
    }
}
