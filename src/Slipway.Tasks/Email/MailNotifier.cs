using Slipway.Projects.Endpoints;
using Slipway.Projects.Notices;

namespace Slipway.Tasks.Email;

/// <summary>Sends notices by the project's mail server, which is its first endpoint of that type by name.</summary>
public sealed class MailNotifier(IEndpointStore endpoints, IEndpointDirectory filled) : INotifier
{
    /// <inheritdoc/>
    public async Task<string?> NotifyAsync(string project, string recipient, string subject, string text, CancellationToken cancellationToken)
    {
        var all = await endpoints.ListAsync(cancellationToken);
        if (all.Where(endpoint => endpoint.Project == project && endpoint.Type == EmailEndpoint.Type.Name).OrderBy(endpoint => endpoint.Name, StringComparer.Ordinal).FirstOrDefault() is not { } endpoint)
        {
            return null;
        }

        return await MailServer.SendAsync(await filled.FindAsync(endpoint.Id, cancellationToken) ?? endpoint, id: null, [recipient], subject, text, cancellationToken);
    }
}
