using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Cli.Client;
using Xunit;

namespace Slipway.Server.Tests.Endpoints;

public sealed class EndpointTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Numbers_and_booleans_become_text_and_defaults_are_there()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);

        var made = await server.Client.PostAsync("/codestream/api/endpoints", Jenkins("Jenkins", "false", 30), Cancellation);

        made["properties"]!["pollInterval"]!.GetValue<string>().ShouldBe("30");
        made["properties"]!["retryCount"]!.GetValue<string>().ShouldBe("5");
        made["properties"]!["password"]!.GetValue<string>().ShouldBe("******");
        made["isRestricted"]!.GetValue<bool>().ShouldBeFalse();
        made["isLocked"]!.GetValue<bool>().ShouldBeFalse();
        made["cloudProxyId"]!.GetValue<string>().ShouldBe("proxy-1");
        (await Should.ThrowAsync<ApiException>(() => server.Client.PostAsync("/codestream/api/endpoints", Jenkins("Other", "perhaps", 30), Cancellation)))
            .Message.ShouldContain("'isRestricted' of endpoint 'Other' must be true or false, not 'perhaps'.");
        (await Should.ThrowAsync<ApiException>(() => server.Client.PostAsync("/codestream/api/endpoints", Jenkins("Other", false, 0), Cancellation)))
            .Message.ShouldContain("properties.pollInterval: must be a whole number from 1 to 3600.");
    }

    [Fact]
    public async Task Restricted_endpoints_are_made_and_removed_by_administrators_of_the_project_only()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        using var administrator = await server.PersonAsync("ada", "acme", "administrator", Cancellation);

        (await Should.ThrowAsync<ApiException>(() => developer.PostAsync("/codestream/api/endpoints", Jenkins("Production", true, 15), Cancellation)))
            .Message.ShouldContain("needs the role 'administrator'");
        await developer.PostAsync("/codestream/api/endpoints", Jenkins("Test", "false", 15), Cancellation);
        var made = await administrator.PostAsync("/codestream/api/endpoints", Jenkins("Production", "TRUE", 15), Cancellation);
        made["isRestricted"]!.GetValue<bool>().ShouldBeTrue();

        var path = $"/codestream/api/endpoints/{made["id"]}";
        (await Should.ThrowAsync<ApiException>(() => developer.DeleteAsync(path, Cancellation))).Message.ShouldContain("needs the role 'administrator'");
        (await administrator.GetAsync(path, Cancellation))["isRestricted"]!.GetValue<bool>().ShouldBeTrue();
        await administrator.DeleteAsync(path, Cancellation);
    }

    [Fact]
    public async Task A_servers_certificates_are_shown_to_who_manages_endpoints_somewhere()
    {
        await using var server = await TestServer.StartAsync(Cancellation);
        await server.SetUpAsync(Cancellation);
        using var viewer = await server.PersonAsync("vera", "acme", "viewer", Cancellation);
        using var developer = await server.PersonAsync("dora", "acme", "developer", Cancellation);
        using var certificate = X509Certificate2.CreateFromPem(server.Cluster.CertificateAuthority);
        var path = $"/codestream/api/endpoint-certificate?url={Uri.EscapeDataString(server.Cluster.Address.ToString())}&cloudProxyId=";

        var shown = (await developer.GetAsync(path, Cancellation))["certificates"]!.AsArray().ShouldHaveSingleItem()!;

        shown["fingerprints"]!["SHA-256"]!.GetValue<string>().Replace(":", "", StringComparison.Ordinal).ShouldBe(certificate.GetCertHashString(HashAlgorithmName.SHA256));
        shown["fingerprints"]!["SHA-1"]!.GetValue<string>().Replace(":", "", StringComparison.Ordinal).ShouldBe(certificate.GetCertHashString(HashAlgorithmName.SHA1));
        shown["issuedTo"]!["commonName"]!.GetValue<string>().ShouldBe(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
        shown["issuedTo"]!["serialNumber"]!.GetValue<string>().ShouldBe(certificate.SerialNumber);
        shown["issuedBy"]!.AsObject().Select(part => part.Key).ShouldBe(["commonName", "organization"]);
        shown["periodOfValidity"]!["expiresOn"]!.GetValue<long>().ShouldBe(new DateTimeOffset(certificate.NotAfter).ToUnixTimeMilliseconds());
        (await Should.ThrowAsync<ApiException>(() => viewer.GetAsync(path, Cancellation))).Message.ShouldContain("needs the role 'developer' in some project");
        (await Should.ThrowAsync<ApiException>(() => developer.GetAsync("/codestream/api/endpoint-certificate?url=http://127.0.0.1", Cancellation))).Message.ShouldContain("url: must be an address");
        (await Should.ThrowAsync<ApiException>(() => developer.GetAsync("/codestream/api/endpoint-certificate?url=https://nowhere.invalid", Cancellation))).Message.ShouldContain("no address is known");
    }

    [Fact]
    public async Task There_are_no_cloud_proxies()
    {
        await using var server = await TestServer.StartAsync(Cancellation);

        (await server.Client.GetAsync("/codestream/api/cloud-proxy", Cancellation)).ToJsonString().ShouldBe("""{"count":0,"totalCount":0,"links":[],"documents":{}}""");
    }

    private static JsonObject Jenkins(string name, JsonNode isRestricted, int pollInterval) => new()
    {
        ["project"] = "acme",
        ["kind"] = "ENDPOINT",
        ["name"] = name,
        ["description"] = "",
        ["type"] = "jenkins",
        ["tags"] = new JsonArray(),
        ["isRestricted"] = isRestricted,
        ["cloudProxyId"] = "proxy-1",
        ["properties"] = new JsonObject { ["url"] = "https://jenkins.example", ["username"] = "ci", ["password"] = "hunter2", ["pollInterval"] = pollInterval },
    };
}
