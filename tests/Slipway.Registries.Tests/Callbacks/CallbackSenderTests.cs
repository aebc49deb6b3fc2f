using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;
using Slipway.Projects.Tests.Endpoints;
using Slipway.Registries.Callbacks;
using Xunit;

namespace Slipway.Registries.Tests.Callbacks;

/// <summary>Calls to addresses that strangers wrote, against a real server with TLS.</summary>
public sealed class CallbackSenderTests
{
    private static readonly Uri Details = new("https://cd.acme.example/executions/018f3c1e-0000-7000-8000-000000000001");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_allowed_host_is_told_the_state_and_where_to_look()
    {
        await using var registry = await Registry.StartAsync(Results.Ok(), Cancellation);

        (await registry.CallAsync($"https://{registry.Host}/u/acme/web/hook/21/", _ => true, Cancellation)).ShouldBeNull();

        var told = JsonNode.Parse(registry.Told.ShouldHaveSingleItem())!;
        told["state"]!.GetValue<string>().ShouldBe("success");
        told["description"]!.GetValue<string>().ShouldBe("Deploy#7 started");
        told["target_url"]!.GetValue<string>().ShouldBe(Details.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://{host}/hook/")]
    [InlineData("https://somebody@{host}/hook/")]
    [InlineData("https://elsewhere.example/hook/")]
    [InlineData("https://localhost/hook/")]
    [InlineData("https://localhost.{host}/hook/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    public async Task Any_other_address_is_not_called(string url)
    {
        await using var registry = await Registry.StartAsync(Results.Ok(), Cancellation);

        (await registry.CallAsync(url.Replace("{host}", registry.Host, StringComparison.Ordinal), _ => true, Cancellation)).ShouldNotBeNull().ShouldContain("called back");

        registry.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_allowed_name_that_leads_into_a_private_network_is_not_called()
    {
        await using var registry = await Registry.StartAsync(Results.Ok(), Cancellation);

        (await registry.CallAsync($"https://{registry.Host}/hook/", SpecialNetworks.IsPublic, Cancellation)).ShouldNotBeNull().ShouldContain("not of the public Internet");

        registry.Told.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_followed_elsewhere()
    {
        await using var registry = await Registry.StartAsync(Results.Redirect("/elsewhere", permanent: false, preserveMethod: true), Cancellation);

        (await registry.CallAsync($"https://{registry.Host}/hook/", _ => true, Cancellation)).ShouldBe("localhost answered 307.");

        registry.Told.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_given_up()
    {
        await using var registry = await Registry.StartAsync(null, Cancellation);

        (await registry.CallAsync($"https://{registry.Host}/hook/", _ => true, Cancellation, TimeSpan.FromMilliseconds(200))).ShouldNotBeNull().ShouldContain("did not answer within");
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("2606:4700::6810:84e5", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    public void Only_addresses_of_the_public_Internet_are_public(string address, bool isPublic) => SpecialNetworks.IsPublic(IPAddress.Parse(address)).ShouldBe(isPublic);

    private sealed class Registry(WebApplication app, X509Certificate2 certificate) : IAsyncDisposable
    {
        private readonly List<string> told = [];

        public IReadOnlyList<string> Told => told;

        public string Host => $"localhost:{new Uri(app.Urls.First()).Port}";

        public static async Task<Registry> StartAsync(IResult? answer, CancellationToken cancellationToken)
        {
            var certificate = TestCertificates.SelfSigned("CN=localhost", "localhost");
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
            var app = builder.Build();
            var registry = new Registry(app, certificate);
            app.MapPost("{**path}", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                registry.told.Add(await reader.ReadToEndAsync(request.HttpContext.RequestAborted));
                if (answer is null)
                {
                    await Task.Delay(Timeout.Infinite, request.HttpContext.RequestAborted);
                }

                return answer;
            });
            await app.StartAsync(cancellationToken);
            return registry;
        }

        public async Task<string?> CallAsync(string url, Func<IPAddress, bool> mayReach, CancellationToken cancellationToken, TimeSpan? timeout = null)
        {
            var options = new CallbackOptions { Hosts = [Host] };
            using var sender = new CallbackSender(
                timeout is { } patience ? options with { Timeout = patience } : options,
                mayReach,
                (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString());
            return await sender.SendAsync(new Uri(url), new CallbackMessage("success", "Deploy#7 started", Details), cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            await app.DisposeAsync();
            certificate.Dispose();
        }
    }
}
