using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Secrets;
using Slipway.Storage;

namespace Slipway.Server.Identity.Keys;

/// <summary>Sealing: a key ring in the store, wrapped by a master key that is not in the store.</summary>
internal static class Secrets
{
    public static void AddSecrets(this IServiceCollection services, MasterKey masterKey)
    {
        services.AddSingleton(masterKey);
        services.AddDataProtection().SetApplicationName("slipway").PersistKeysToDbContext<SlipwayDb>();
        services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new RingEncryptor(masterKey));
        services.AddSingleton<ISecretSealer, DataProtectionSealer>();
    }

    /// <summary>Makes the ring's first key, if there is none: nodes that start together must not each make one, for they look at the ring once a day.</summary>
    public static void MakeFirstKey(this IServiceProvider services) => services.GetRequiredService<ISecretSealer>().Seal("");

    private sealed class DataProtectionSealer(IDataProtectionProvider provider) : ISecretSealer
    {
        private readonly IDataProtector protector = provider.CreateProtector("Slipway.Secrets");

        public string Seal(string clear) => protector.Protect(clear);

        public string Open(string @sealed) => protector.Unprotect(@sealed);
    }
}
