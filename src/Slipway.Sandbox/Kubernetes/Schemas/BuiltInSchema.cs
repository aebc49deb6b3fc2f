namespace Slipway.Sandbox.Kubernetes.Schemas;

/// <summary>
/// The list and map marks of the built-in kinds (<c>x-kubernetes-list-type</c>, <c>-list-map-keys</c>, <c>-map-type</c>), told by
/// field name, because in the built-in kinds a name means the same thing nearly everywhere. Source: the OpenAPI document of Kubernetes 1.32.
/// </summary>
internal sealed class BuiltInSchema : FieldSchema
{
    private static readonly Dictionary<string, ListShape> KeyedLists = new(StringComparer.Ordinal)
    {
        ["containers"] = By("name"),
        ["initContainers"] = By("name"),
        ["ephemeralContainers"] = By("name"),
        ["env"] = By("name"),
        ["volumes"] = By("name"),
        ["volumeMounts"] = By("mountPath"),
        ["volumeDevices"] = By("devicePath"),
        ["imagePullSecrets"] = By("name"),
        ["hostAliases"] = By("ip"),
        ["topologySpreadConstraints"] = By("topologyKey", "whenUnsatisfiable"),
        ["conditions"] = By("type"),
        ["secrets"] = By("name"),
        ["ownerReferences"] = By("uid"),
        ["resourceClaims"] = By("name"),
        ["schedulingGates"] = By("name"),
        ["podIPs"] = By("ip"),
        ["hostIPs"] = By("ip"),
        ["webhooks"] = By("name"),
        ["finalizers"] = ListShape.Values,
    };

    private static readonly ListShape ContainerPorts = new ListShape.Keyed([new("containerPort"), new("protocol", "TCP")]);
    private static readonly ListShape ServicePorts = new ListShape.Keyed([new("port"), new("protocol", "TCP")]);

    private static readonly HashSet<string> AtomicMaps = new(StringComparer.Ordinal)
    {
        "selector", "labelSelector", "podSelector", "namespaceSelector", "nodeSelector", "fieldRef", "resourceFieldRef", "secretKeyRef",
        "configMapKeyRef", "claimRef", "involvedObject", "roleRef", "aggregationRule",
    };

    private static readonly HashSet<string> FreeMaps = new(StringComparer.Ordinal)
    {
        "labels", "annotations", "data", "binaryData", "stringData", "limits", "requests", "hard", "capacity", "allocatable", "parameters",
    };

    private readonly string name;
    private readonly string parent;

    private BuiltInSchema(string name, string parent)
    {
        this.name = name;
        this.parent = parent;
    }

    public static BuiltInSchema Root { get; } = new("", "");

    public override ListShape List => (name, parent) switch
    {
        ("ports", "containers" or "initContainers" or "ephemeralContainers") => ContainerPorts,
        ("ports", "spec") => ServicePorts,
        _ => KeyedLists.GetValueOrDefault(name, ListShape.Whole),
    };

    public override bool AtomicMap => AtomicMaps.Contains(name);

    public override bool FreeMap => FreeMaps.Contains(name);

    public override FieldSchema Field(string name) => new BuiltInSchema(name, this.name);

    public override FieldSchema Item() => this;

    private static ListShape.Keyed By(params ReadOnlySpan<string> keys)
    {
        var fields = new List<KeyField>();
        foreach (var key in keys)
        {
            fields.Add(new KeyField(key));
        }

        return new ListShape.Keyed(fields);
    }
}
