using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Slipway.Storage.Tests.Compliance;

/// <summary>The products that Slipway keeps its data in.</summary>
public enum Product
{
    Sqlite,
    Postgres,
}

/// <summary>The test holds for every product.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryDatabaseAttribute : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([.. Enum.GetValues<Product>().Select(product => new TheoryDataRow(product))]);

    public override bool SupportsDiscoveryEnumeration() => true;
}
