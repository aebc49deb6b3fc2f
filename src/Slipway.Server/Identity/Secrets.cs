using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Slipway.Projects.Secrets;
using Slipway.Storage;

namespace Slipway.Server.Identity;

/// <summary>Sealing: a key ring in the store, wrapped by a master key that is not in the store.</summary>
internal static class Secrets
{
    public static void AddSecrets(this WebApplicationBuilder builder, string dataDirectory)
    {
        var masterKey = MasterKey.LoadOrCreate(dataDirectory);
        builder.Services.AddSingleton(masterKey);
        builder.Services.AddDataProtection().SetApplicationName("slipway").PersistKeysToDbContext<SlipwayDb>();
        builder.Services.Configure<KeyManagementOptions>(keys => keys.XmlEncryptor = new MasterKeyEncryptor(masterKey));
        builder.Services.AddSingleton<ISecretSealer, DataProtectionSealer>();
    }

    private sealed class DataProtectionSealer(IDataProtectionProvider provider) : ISecretSealer
    {
        private readonly IDataProtector protector = provider.CreateProtector("Slipway.Secrets");

        public string Seal(string clear) => protector.Protect(clear);

        public string Open(string @sealed) => protector.Unprotect(@sealed);
    }
}
