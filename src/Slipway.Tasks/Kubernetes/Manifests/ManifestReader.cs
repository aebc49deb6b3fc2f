using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Slipway.Tasks.Kubernetes.Manifests;

/// <summary>Reads the objects of a manifest: many documents, each one object or a <c>List</c> of them. The text is not trusted.</summary>
internal static partial class ManifestReader
{
    public static Checked<IReadOnlyList<Manifest>> Read(string yaml)
    {
        if (yaml.Length > ManifestLimits.MaxLength)
        {
            return Checked<IReadOnlyList<Manifest>>.Wrong(
                $"the manifest has {yaml.Length} characters: at most {ManifestLimits.MaxLength} are taken.");
        }

        try
        {
            var manifests = ReadAll(yaml);
            return manifests.Count > 0
                ? new Checked<IReadOnlyList<Manifest>>(manifests, null)
                : Checked<IReadOnlyList<Manifest>>.Wrong("the manifest holds no object.");
        }
        catch (YamlFault fault)
        {
            return Checked<IReadOnlyList<Manifest>>.Wrong(fault.Sentence);
        }
        catch (YamlException e)
        {
            return Checked<IReadOnlyList<Manifest>>.Wrong($"yaml:{e.Start.Line}:{e.Start.Column}: {Cause(e)}");
        }
    }

    private static List<Manifest> ReadAll(string yaml)
    {
        var parser = new Parser(new Scanner(new StringReader(yaml), skipComments: true));
        var tree = new YamlTree(parser);
        var manifests = new List<Manifest>();
        parser.Consume<StreamStart>();
        for (var document = 1; !parser.TryConsume<StreamEnd>(out _); document++)
        {
            parser.Accept<DocumentStart>(out var start);
            var line = (int)(start?.Start.Line ?? 1);
            foreach (var node in Objects(tree.ReadDocument(), document, line))
            {
                var manifest = ToManifest(node, document, line);
                RejectTwice(manifests, manifest);
                manifests.Add(manifest);
                if (manifests.Count > ManifestLimits.MaxObjects)
                {
                    throw new YamlFault(line, 1, $"more than {ManifestLimits.MaxObjects} objects in one manifest.");
                }
            }
        }

        return manifests;
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? root, int document, int line)
    {
        switch (root)
        {
            case null:
                return [];
            case JsonObject list when Text(list, "kind") == "List" && Text(list, "apiVersion") == "v1":
                return list["items"] is JsonArray items && items.All(i => i is JsonObject)
                    ? items.Cast<JsonObject>()
                    : throw new YamlFault(line, 1, $"document {document} is a List, but its 'items' are not objects.");
            case JsonObject one:
                return [one];
            default:
                throw new YamlFault(line, 1, $"document {document} is not an object: it must have apiVersion, kind and metadata.");
        }
    }

    private static Manifest ToManifest(JsonObject node, int document, int line)
    {
        var apiVersion = Required(Text(node, "apiVersion"), "apiVersion");
        var kind = Required(Text(node, "kind"), "kind");
        if (node["metadata"] is not JsonObject metadata)
        {
            throw Fault($"{kind} has no 'metadata'.");
        }

        if (metadata["name"] is null && metadata["generateName"] is not null)
        {
            throw Fault($"{kind} has 'generateName': it needs 'name', or a task taken up after a crash would make it again.");
        }

        var name = Required(Text(metadata, "name"), "metadata.name");
        if (!ApiVersionForm().IsMatch(apiVersion))
        {
            throw Fault($"apiVersion '{Shortened(apiVersion)}' must be like v1 or apps/v1.");
        }

        // A name becomes one segment of a path: ".." or a slash in it would reach another object.
        if (name is "." or ".." || name.AsSpan().ContainsAny('/', '%') || name.Length > 253)
        {
            throw Fault($"'{Shortened(name)}' cannot be the name of an object.");
        }

        var space = metadata["namespace"] is null ? null : Required(Text(metadata, "namespace"), "metadata.namespace");
        if (space is not null && !IsNamespace(space))
        {
            throw Fault($"namespace '{Shortened(space)}' must be at most 63 lower-case letters, digits and dashes.");
        }

        if (metadata["annotations"] is not (null or JsonObject))
        {
            throw Fault($"metadata.annotations of {kind} '{name}' must be a mapping.");
        }

        return new Manifest(document, line, apiVersion, kind, space, name, node);

        string Required(string? value, string field) =>
            string.IsNullOrWhiteSpace(value) ? throw Fault($"'{field}' is missing or not text.") : value;

        YamlFault Fault(string what) => new(line, 1, $"document {document}: {what}");
    }

    /// <summary>Whether it can be a namespace (RFC 1123 label).</summary>
    internal static bool IsNamespace(string name) => NamespaceForm().IsMatch(name);

    private static void RejectTwice(List<Manifest> earlier, Manifest next)
    {
        var twin = earlier.FirstOrDefault(m =>
            m.Name == next.Name && m.Kind == next.Kind && m.Group == next.Group && m.Namespace == next.Namespace);
        if (twin is not null)
        {
            throw new YamlFault(next.Line, 1, $"document {next.Document}: {next} already stands in document {twin.Document}.");
        }
    }

    private static string? Text(JsonObject node, string key) => node[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string Cause(YamlException e) => (e.InnerException ?? e).Message;

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "…");

    [GeneratedRegex("^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[a-z0-9]{1,63}$", RegexOptions.NonBacktracking)]
    private static partial Regex ApiVersionForm();

    [GeneratedRegex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.NonBacktracking)]
    private static partial Regex NamespaceForm();
}
