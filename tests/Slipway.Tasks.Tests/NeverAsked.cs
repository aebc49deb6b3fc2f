using System.Reflection;

namespace Slipway.Tasks.Tests;

/// <summary>Stands for a port that has to be there and is not used.</summary>
public class NeverAsked : DispatchProxy
{
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => throw new NotSupportedException();
}
