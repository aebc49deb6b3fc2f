using System.Globalization;
using Slipway.Pipelines;
using Slipway.Registries.Images;

namespace Slipway.Triggers.Matching;

/// <summary>The inputs that a push injects into a pipeline that declares them.</summary>
internal static class DockerInputs
{
    public static IEnumerable<(string Name, string? Value)> Of(ImagePushed push) =>
        from input in InjectedInputs.Docker.Inputs
        from name in input.Aliases.Prepend(input.Name)
        select (name, ValueOf(input.Name, push));

    private static string? ValueOf(string input, ImagePushed push) => input switch
    {
        InjectedInputs.EventOwnerName => push.Owner,
        InjectedInputs.Image => push.Repository.ToString(),
        InjectedInputs.RepoName => push.Repository.Name,
        InjectedInputs.RepoNamespace => push.Repository.Namespace,
        InjectedInputs.Tag => push.Tag.Value,
        InjectedInputs.Digest => push.Digest?.Value,
        InjectedInputs.ImageRef => push.Digest is { } digest ? $"{push.Repository}@{digest}" : $"{push.Repository}:{push.Tag}",
        InjectedInputs.Pusher => push.PushedBy,
        InjectedInputs.PushedAt => push.PushedAt?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        InjectedInputs.Registry => push.Repository.Registry,
        _ => throw new ArgumentOutOfRangeException(nameof(input), input, null),
    };
}
