namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Something worth telling about a pod: <c>Normal</c> or <c>Warning</c>, a reason in one word, a sentence.</summary>
internal sealed record PodEvent(string Type, string Reason, string Message, string Source = "kubelet");
