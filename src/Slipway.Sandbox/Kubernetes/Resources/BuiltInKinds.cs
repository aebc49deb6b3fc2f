namespace Slipway.Sandbox.Kubernetes.Resources;

/// <summary>
/// The kinds that a fresh cluster serves. One line each: group/version, Kind, plural, short names, marks.
/// Marks: n namespaced, s status, c scale, g generation, a category "all". Source: <c>kubectl api-resources</c> of Kubernetes 1.32.
/// </summary>
internal static class BuiltInKinds
{
    private const string Lines = """
        v1 ConfigMap configmaps cm n
        v1 Endpoints endpoints ep n
        v1 Event events ev n
        v1 LimitRange limitranges limits n
        v1 Namespace namespaces ns s
        v1 Node nodes no s
        v1 PersistentVolumeClaim persistentvolumeclaims pvc ns
        v1 PersistentVolume persistentvolumes pv s
        v1 Pod pods po nsa
        v1 PodTemplate podtemplates - n
        v1 ReplicationController replicationcontrollers rc nscga
        v1 ResourceQuota resourcequotas quota ns
        v1 Secret secrets - n
        v1 ServiceAccount serviceaccounts sa n
        v1 Service services svc nsa
        admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations - g
        admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations - g
        apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions crd,crds sg
        apps/v1 ControllerRevision controllerrevisions - n
        apps/v1 DaemonSet daemonsets ds nsga
        apps/v1 Deployment deployments deploy nscga
        apps/v1 ReplicaSet replicasets rs nscga
        apps/v1 StatefulSet statefulsets sts nscga
        autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers hpa nsa
        batch/v1 CronJob cronjobs cj nsga
        batch/v1 Job jobs - nsga
        coordination.k8s.io/v1 Lease leases - n
        discovery.k8s.io/v1 EndpointSlice endpointslices - ng
        networking.k8s.io/v1 IngressClass ingressclasses - g
        networking.k8s.io/v1 Ingress ingresses ing nsg
        networking.k8s.io/v1 NetworkPolicy networkpolicies netpol ng
        policy/v1 PodDisruptionBudget poddisruptionbudgets pdb nsg
        rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings - -
        rbac.authorization.k8s.io/v1 ClusterRole clusterroles - -
        rbac.authorization.k8s.io/v1 RoleBinding rolebindings - n
        rbac.authorization.k8s.io/v1 Role roles - n
        scheduling.k8s.io/v1 PriorityClass priorityclasses pc g
        storage.k8s.io/v1 StorageClass storageclasses sc -
        """;

    public static IReadOnlyList<ResourceKind> All { get; } = [.. Lines.Split('\n', StringSplitOptions.TrimEntries).Select(Read)];

    public static ResourceKind Named(string plural) => All.First(kind => kind.Plural == plural);

    private static ResourceKind Read(string line)
    {
        var parts = line.Split(' ');
        var (group, version) = parts[0].Split('/') is [var g, var v] ? (g, v) : ("", parts[0]);
        var marks = parts[4];
        return new ResourceKind
        {
            Group = group,
            Version = version,
            Kind = parts[1],
            Plural = parts[2],
            Singular = parts[1].ToLowerInvariant(),
            ShortNames = parts[3] == "-" ? [] : parts[3].Split(','),
            Namespaced = marks.Contains('n', StringComparison.Ordinal),
            HasStatus = marks.Contains('s', StringComparison.Ordinal),
            HasScale = marks.Contains('c', StringComparison.Ordinal),
            HasGeneration = marks.Contains('g', StringComparison.Ordinal),
            Categories = marks.Contains('a', StringComparison.Ordinal) ? ["all"] : [],
        };
    }
}
