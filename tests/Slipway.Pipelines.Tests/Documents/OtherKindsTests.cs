using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Documents;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class OtherKindsTests
{
    private const string All = """
        ---
        project: Blue
        kind: VARIABLE
        name: api token
        type: SECRET
        ---
        project: Blue
        kind: VARIABLE
        name: url
        type: regular
        value: http://blue
        ---
        project: Blue
        kind: ENDPOINT
        name: blue-cluster
        description: Where blue runs
        type: k8s
        isRestricted: 'false'
        properties:
          kubernetesURL: https://k8s.blue
          authType: token
          token: ${var.api token}
        ---
        kind: CUSTOM_INTEGRATION
        name: tell
        version: '1.0'
        runtime: shell
        code: |
          echo "$who"
        inputProperties:
        - name: who
          type: text
          title: Who
          placeHolder: a name
          defaultValue: world
          required: true
          bindable: true
          labelInfo: true
        outputProperties:
        - name: said
          type: label
        ---
        project: Blue
        kind: DOCKER_WEBHOOK
        name: shop
        endpoint: hub
        pipeline: Shop - CD
        imageNameRegExPattern: acme/shop
        tagNamePattern: v[0-9]+
        refreshToken: ${var.api token}
        input:
          approve: 'NO'

        """;

    [Fact]
    public void A_file_holds_documents_of_every_kind()
    {
        var read = DocumentFile.Read(All);

        read.Diagnostics.ShouldBeEmpty();
        read.Documents.Select(d => d.Kind).ShouldBe(["VARIABLE", "VARIABLE", "ENDPOINT", "CUSTOM_INTEGRATION", "DOCKER_WEBHOOK"]);
        read.Documents[0].ShouldBeOfType<VariableDocument>().ShouldSatisfyAllConditions(v => v.Type.ShouldBe(VariableType.Secret), v => v.Value.ShouldBeNull());
        read.Documents[2].ShouldBeOfType<EndpointDocument>().Properties.Keys.ShouldBe(["kubernetesURL", "authType", "token"]);
        read.Documents[3].ShouldBeOfType<CustomIntegrationDocument>().InputProperties.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            i => i.Required.ShouldBeTrue(), i => i.DefaultValue!.GetValue<string>().ShouldBe("world"), i => i.Other!["labelInfo"]!.GetValue<bool>().ShouldBeTrue());
        read.Documents[4].ShouldBeOfType<DockerWebhookDocument>().ShouldSatisfyAllConditions(w => w.Enabled.ShouldBeTrue(), w => w.TagNamePattern.ShouldBe("v[0-9]+"));
    }

    [Fact]
    public void Documents_of_every_kind_survive_a_round_trip()
    {
        var written = DocumentFile.Write(DocumentFile.Read(All).Documents);
        var again = DocumentFile.Read(written);

        again.Diagnostics.ShouldBeEmpty();
        DocumentFile.Write(again.Documents).ShouldBe(written);
        again.Documents.Select(d => DocumentJson.Write(d).ToJsonString()).ShouldBe(DocumentFile.Read(All).Documents.Select(d => DocumentJson.Write(d).ToJsonString()));
    }

    [Theory]
    [InlineData("type: SECRET", "type: SECRT", "5:7: error SW1015: 'type' of variable 'api token' is 'SECRT'; it must be one of REGULAR, SECRET, RESTRICTED. Did you mean 'SECRET'?")]
    [InlineData("value: http://blue", "vlaue: x", "warning SW1016: Variable 'url' has no 'value'. Write 'value:'; only secret variables come without one.")]
    [InlineData("type: k8s\n", "", "error SW1008: Endpoint 'blue-cluster' has no 'type'.")]
    [InlineData("properties:", "properteis:", "warning SW1010: The key 'properteis' of endpoint 'blue-cluster' is not known; it is kept and not read. Did you mean 'properties'?")]
    [InlineData("runtime: shell", "runtime: bash", "error SW1015: 'runtime' of custom integration 'tell' is 'bash'; it must be one of nodejs, python2, python3, shell.")]
    [InlineData("code: |\n  echo \"$who\"\n", "", "error SW1008: Custom integration 'tell' has no 'code'.")]
    [InlineData("- name: said", "- nmae: said", "error SW1008: An output of custom integration 'tell' has no 'name'. Is 'nmae' meant to be 'name'?")]
    [InlineData("endpoint: hub\n", "", "error SW1008: Docker webhook 'shop' has no 'endpoint'.")]
    [InlineData("tagNamePattern: v[0-9]+", "tagNamePattern: v[0-9", "error SW1408: 'tagNamePattern' of Docker webhook 'shop' is no regular expression.")]
    [InlineData("tagNamePattern: v[0-9]+", "tagNamePattern: (a)\\1", "error SW1408: 'tagNamePattern' of Docker webhook 'shop' needs a search that goes back")]
    [InlineData("name: url", "name: api token", "error SW1017: This is the second VARIABLE 'api token' of project 'Blue' in the file.")]
    public void A_mistake_in_one_of_them_is_told(string from, string to, string says)
    {
        All.ShouldContain(from);
        DocumentFile.Read(All.Replace(from, to, StringComparison.Ordinal)).Diagnostics.Select(d => d.ToString()).ShouldContain(d => d.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_of_the_api_may_be_of_any_kind() =>
        DocumentJson.Read(JsonNode.Parse("""{"project":"P","kind":"VARIABLE","id":"1","name":"v","type":"REGULAR","value":"1","_link":"/x"}""")!.AsObject())
            .Documents.ShouldHaveSingleItem().ShouldBeOfType<VariableDocument>().Value.ShouldBe("1");

    [Fact]
    public void A_variable_and_a_webhook_never_show_their_secrets_as_text()
    {
        new VariableDocument { Project = "P", Name = "v", Value = "hush" }.ToString().ShouldNotContain("hush");
        new DockerWebhookDocument { Project = "P", Name = "v", Endpoint = "e", Pipeline = "p", RefreshToken = "hush", SecretToken = "hush" }.ToString().ShouldNotContain("hush");
    }
}
