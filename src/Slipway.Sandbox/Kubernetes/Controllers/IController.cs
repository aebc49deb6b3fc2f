using Slipway.Sandbox.Kubernetes.Storage;

namespace Slipway.Sandbox.Kubernetes.Controllers;

/// <summary>Brings the cluster closer to what one object asks for, a step at a time.</summary>
internal interface IController
{
    /// <summary>The objects that this controller should look at because of the change.</summary>
    IEnumerable<ObjectKey> Concerns(Change change);

    /// <summary>Takes the next step for the object; says when to look again although nothing changed, or null.</summary>
    TimeSpan? Reconcile(ObjectKey key);
}
