using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Tasks.Tests.Kubernetes.Cluster;
using Xunit;

namespace Slipway.Registries.Tests.Inspection;

/// <summary>The inspector of registries, put together as the server does it, with a clock that a test moves.</summary>
internal sealed class InspectorFixture : IDisposable
{
    public const string Password = "a-password-for-tests";

    private readonly ServiceProvider services;

    /// <param name="change">Has the last word about what is put together.</param>
    public InspectorFixture(Action<IServiceCollection>? change = null)
    {
        var collection = new ServiceCollection();
        collection.AddSingleton<TimeProvider>(Clock);
        collection.AddRegistryInspection();
        change?.Invoke(collection);
        services = collection.BuildServiceProvider();
        Inspector = new DistributionInspector(services.GetRequiredService<IHttpClientFactory>(), Clock);
    }

    public FakeTimeProvider Clock { get; } = new(DateTimeOffset.UtcNow);

    public DistributionInspector Inspector { get; }

    public static ImageRepository Web(string address) => new(new Uri(address).Authority, "acme", "web");

    public static RegistryAccess Access(string address, string? user = null, string? password = null) => new("Registry", new Uri(address), user, password);

    public Task<InspectionResult> ResolveAsync(string address, string tag = "1.0", string? user = null, string? password = Password) =>
        Inspector.ResolveAsync(Access(address, user, user is null ? null : password), Web(address), new Tag(tag), TestContext.Current.CancellationToken);

    public Task<InspectionResult> ResolveAsync(string address, Digest digest) =>
        Inspector.ResolveAsync(Access(address), Web(address), digest, TestContext.Current.CancellationToken);

    public Task<TagListing> ListAsync(string address, int limit = 200) =>
        Inspector.ListAsync(Access(address), Web(address), limit, TestContext.Current.CancellationToken);

    public void Dispose() => services.Dispose();
}

/// <summary>What to expect of an answer, in a word.</summary>
internal static class Expected
{
    public static string ShouldBeFound(this InspectionResult result) => result.ShouldBeOfType<InspectionResult.Found>().Digest.Value;

    public static InspectionResult.Refused ShouldBeRefused(this InspectionResult result, string said, bool isTransient)
    {
        var refused = result.ShouldBeOfType<InspectionResult.Refused>();
        refused.Message.ShouldContain(said);
        refused.IsTransient.ShouldBe(isTransient, refused.Message);
        refused.Message.ShouldNotContain(InspectorFixture.Password);
        return refused;
    }
}
