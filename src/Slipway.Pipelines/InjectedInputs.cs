using System.Collections.Immutable;

namespace Slipway.Pipelines;

/// <summary>
/// What triggers fill in, in one table. The Git and Gerrit names are Code Stream's own. Its names for Docker are not public:
/// its documentation names five things ("Docker event owner name, image, repository name, repository namespace, and tag") and
/// spells none, so ours follow the Git pattern. Where a pipeline that was exported spells one of them differently, the
/// spelling belongs into <see cref="InjectedInput.Aliases"/> here and nowhere else.
/// </summary>
public static class InjectedInputs
{
    /// <summary>The option that chooses <see cref="Docker"/>; by analogy to the <c>GIT_TRIGGER</c> of real exports.</summary>
    public const string DockerTrigger = "DOCKER_TRIGGER";

    /// <summary>Who owns the push: the account that pushed, or the namespace when the registry does not say.</summary>
    public const string EventOwnerName = "DOCKER_EVENT_OWNER_NAME";

    /// <summary>The image's name as the payload has it, without registry and tag: <c>acme/web</c>.</summary>
    public const string Image = "DOCKER_IMAGE";

    /// <summary>The repository's name without its namespace: <c>web</c>.</summary>
    public const string RepoName = "DOCKER_REPO_NAME";

    /// <summary>The namespace: <c>acme</c>.</summary>
    public const string RepoNamespace = "DOCKER_REPO_NAMESPACE";

    /// <summary>The tag.</summary>
    public const string Tag = "DOCKER_TAG";

    /// <summary>The digest, once the registry has confirmed it.</summary>
    public const string Digest = "DOCKER_DIGEST";

    /// <summary>The reference to deploy.</summary>
    public const string ImageRef = "DOCKER_IMAGE_REF";

    /// <summary>The account that pushed.</summary>
    public const string Pusher = "DOCKER_PUSHER";

    /// <summary>When it was pushed.</summary>
    public const string PushedAt = "DOCKER_PUSHED_AT";

    /// <summary>The registry's host.</summary>
    public const string Registry = "DOCKER_REGISTRY";

    /// <summary>Filled in by a Docker webhook. The first five are Code Stream's, the others ours.</summary>
    public static InjectedInputSet Docker { get; } = new(
        DockerTrigger,
        [
            new(EventOwnerName, "Who owns the push: the account that pushed, or the namespace when the registry does not say.", ["DOCKER_EVENT_OWNER"]),
            new(Image, "The image's name as the payload has it, without registry and tag, such as acme/web.", ["DOCKER_IMAGE_NAME"]),
            new(RepoName, "The repository's name without its namespace, such as web.", ["DOCKER_REPOSITORY_NAME"]),
            new(RepoNamespace, "The repository's namespace, such as acme.", ["DOCKER_REPOSITORY_NAMESPACE"]),
            new(Tag, "The pushed tag, such as 1.0.1.", ["DOCKER_IMAGE_TAG"]),
            new(Digest, "The image's digest, sha256:…; empty while the registry has not confirmed it."),
            new(ImageRef, "What to deploy: name@digest when the digest is known, else name:tag, with the registry where it is not Docker Hub."),
            new(Pusher, "The account that pushed; empty when the registry does not say."),
            new(PushedAt, "When the image was pushed, ISO 8601 in UTC, such as 2026-01-31T08:15:00Z."),
            new(Registry, "The registry's host, such as docker.io."),
        ]);

    /// <summary>Filled in by a Git webhook (Code Stream's input form and exports).</summary>
    public static InjectedInputSet Git { get; } = new(
        "GIT_TRIGGER",
        [
            new("GIT_BRANCH_NAME", "The branch."),
            new("GIT_CHANGE_SUBJECT", "The first line of the commit's message."),
            new("GIT_COMMIT_ID", "The commit."),
            new("GIT_EVENT_DESCRIPTION", "What happened."),
            new("GIT_EVENT_OWNER_NAME", "Who caused it."),
            new("GIT_EVENT_TIMESTAMP", "When it happened."),
            new("GIT_REPO_NAME", "The repository."),
            new("GIT_SERVER_URL", "The Git server's address."),
        ]);

    /// <summary>Filled in by a Gerrit trigger (VMware's content generator, Input.java).</summary>
    public static InjectedInputSet Gerrit { get; } = new(
        "GERRIT_TRIGGER",
        [
            new("GERRIT_BRANCH", "The branch."),
            new("GERRIT_CHANGE_COMMIT_MESSAGE", "The commit's message."),
            new("GERRIT_CHANGE_ID", "The change's id."),
            new("GERRIT_CHANGE_NUMBER", "The change's number."),
            new("GERRIT_CHANGE_OWNER_EMAIL", "The change owner's address."),
            new("GERRIT_CHANGE_OWNER_NAME", "The change owner's name."),
            new("GERRIT_CHANGE_OWNER_USERNAME", "The change owner's account."),
            new("GERRIT_CHANGE_SUBJECT", "The change's subject."),
            new("GERRIT_CHANGE_URL", "The change's page."),
            new("GERRIT_EVENT_ACCOUNT_EMAIL", "The address of who caused the event."),
            new("GERRIT_EVENT_ACCOUNT_NAME", "The name of who caused the event."),
            new("GERRIT_EVENT_ACCOUNT_USERNAME", "The account of who caused the event."),
            new("GERRIT_EVENT_CREATED_ON", "When the event happened."),
            new("GERRIT_EVENT_TYPE", "The event's type, such as change-merged."),
            new("GERRIT_PATCHSET_NUMBER", "The patch set's number."),
            new("GERRIT_PATCHSET_REVISION", "The patch set's commit."),
            new("GERRIT_PATCHSET_UPLOADER", "Who uploaded the patch set."),
            new("GERRIT_PATCHSET_UPLOADER_EMAIL", "The address of who uploaded the patch set."),
            new("GERRIT_PATCHSET_UPLOADER_NAME", "The name of who uploaded the patch set."),
            new("GERRIT_PROJECT", "The Gerrit project."),
            new("GERRIT_REFSPEC", "The ref to fetch."),
            new("GERRIT_URL", "The Gerrit server's address."),
        ]);

    /// <summary>Every set.</summary>
    public static ImmutableArray<InjectedInputSet> All { get; } = [Docker, Git, Gerrit];

    /// <summary>The sets that a pipeline chose in its <c>options</c>.</summary>
    public static IEnumerable<InjectedInputSet> ChosenBy(IEnumerable<string> options) =>
        options.Select(o => All.FirstOrDefault(s => s.Option.Equals(o, StringComparison.OrdinalIgnoreCase))).OfType<InjectedInputSet>();
}
