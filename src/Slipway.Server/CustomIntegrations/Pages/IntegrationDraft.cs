using System.Collections.Immutable;
using Slipway.Pipelines;
using Slipway.Pipelines.Documents;
using Slipway.Projects.CustomIntegrations;
using Slipway.Server.Pipelines.Editor;

namespace Slipway.Server.CustomIntegrations.Pages;

/// <summary>A custom integration that is being written: its text, what can be said of it, and the document that it means.</summary>
internal sealed class IntegrationDraft
{
    /// <summary>What is written.</summary>
    public string Text { get; private set; } = "";

    /// <summary>What the text means; null while it has errors.</summary>
    public CustomIntegrationDocument? Document { get; private set; }

    /// <summary>What the text meant when it last had no errors.</summary>
    public CustomIntegrationDocument? LastReadable { get; private set; }

    /// <summary>What there is to say of the text, by line.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; private set; } = [];

    /// <summary>Somebody has written something else.</summary>
    /// <param name="text">All of it.</param>
    /// <param name="kept">What is kept; null for a new one.</param>
    public void Take(string text, CustomIntegration? kept)
    {
        Text = text;
        (Document, Diagnostics) = OneDocument.Of<CustomIntegrationDocument>(DocumentFile.Read(text), "a custom integration", DocumentKinds.CustomIntegration);
        LastReadable = Document ?? LastReadable;
        if (Document is { Version.Length: > 0 } named)
        {
            Diagnostics = [.. Diagnostics, AboutVersion(named, kept)];
        }
    }

    // As an import has it: a version that is named and not there comes into being with the draft.
    private static Diagnostic AboutVersion(CustomIntegrationDocument named, CustomIntegration? kept) => kept?.Find(named.Version) is null
        ? new("", Severity.Warning, 1, 1, $"Saving this makes version '{named.Version}' of it, too.", "Leave 'version' out to save the draft alone.")
        : new("", Severity.Warning, 1, 1, $"Version '{named.Version}' is there already and stays as it is; only the draft is saved.", "Leave 'version' out, and make a new version when the draft is ready.");
}
