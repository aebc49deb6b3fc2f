using System.Text;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class ReadingTests
{
    private static readonly Pipeline Shop = One(DocumentFile.Read(Samples.Exported));

    [Fact]
    public void An_exported_pipeline_is_read_whole()
    {
        Shop.Project.ShouldBe("Team Blue");
        Shop.Name.ShouldBe("Shop - CD");
        Shop.Icon.ShouldBe("organization,left, is-info is-solid");
        Shop.Enabled.ShouldBeTrue();
        Shop.Description.ShouldBe("Rolls out: the shop");
        Shop.Concurrency.ShouldBe(3);
        Shop.Options.ShouldBe(["DOCKER_TRIGGER"]);
        Shop.InputMeta["approve"].ShouldSatisfyAllConditions(m => m.Description.ShouldBe("YES or NO"), m => m.Mandatory.ShouldBeTrue());
        Shop.StageOrder.ShouldBe(["Prepare it", "Roll-out 1"]);
        Shop.Stages.Keys.ShouldBe(["Roll-out 1", "Prepare it"]);
        Shop.Stages["Prepare it"].Groups.Select(g => string.Join("|", g)).ShouldBe(["Get token|Wait - a bit"]);
        Shop.Stages["Prepare it"].Tasks["Get token"].IgnoreFailure.ShouldBeTrue();
        var deploy = Shop.Stages["Roll-out 1"].Tasks["Deploy shop"];
        deploy.Type.ShouldBe("K8S");
        deploy.Endpoints.ShouldHaveSingleItem().ShouldBe(KeyValuePair.Create("kubernetesServer", "blue-cluster"));
        deploy.PreCondition.ShouldBe("${input.approve} == \"YES\"\n&&\n\"${Prepare it.Get token.output.responseJson.X}\" != \"null\"");
        deploy.Input["yaml"]!.GetValue<string>().ShouldStartWith("apiVersion: v1\r\nkind: Namespace\r\n");
        deploy.Input["namespace"]!.GetValue<string>().ShouldBe("${Prepare it.Get token.output.responseBody.token}");
        deploy.Input["timeout"]!.GetValue<int>().ShouldBe(5);
        deploy.Input["scmConstants"]!.AsObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("approve", "\"YES\"")]
    [InlineData("answer", "\"no\"")]
    [InlineData("switch", "\"on\"")]
    [InlineData("replicas", "5")]
    [InlineData("replicas text", "\"5\"")]
    [InlineData("ratio", "1.10")]
    [InlineData("dry-run", "true")]
    [InlineData("nothing", "null")]
    public void A_scalar_keeps_its_type(string input, string json) =>
        (Shop.Input[input]?.ToJsonString() ?? "null").ShouldBe(json);

    [Theory]
    [InlineData("0x1F", "31")]
    [InlineData("0o17", "15")]
    [InlineData("+7", "7")]
    [InlineData("007", "7")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData("-0.50", "-0.50")]
    [InlineData("1e3", "1e3")]
    [InlineData("123456789012345678901234567890", "123456789012345678901234567890")]
    [InlineData("1_000", "\"1_000\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("2024-01-31", "\"2024-01-31\"")]
    [InlineData(".inf", "\".inf\"")]
    [InlineData("sha256:abc", "\"sha256:abc\"")]
    [InlineData("~", "null")]
    [InlineData("Null", "null")]
    [InlineData("FALSE", "false")]
    [InlineData("False", "false")]
    [InlineData("!!str 5", "\"5\"")]
    [InlineData("! 5", "\"5\"")]
    [InlineData("!!int 5", "5")]
    [InlineData("'true'", "\"true\"")]
    [InlineData("&a [*b]", null)]
    public void The_core_schema_decides(string yaml, string? json)
    {
        var result = DocumentFile.Read(Samples.Least.Replace("latest", yaml, StringComparison.Ordinal));

        if (json is null)
        {
            result.HasErrors.ShouldBeTrue();
        }
        else
        {
            (One(result).Input["TAG"]?.ToJsonString() ?? "null").ShouldBe(json);
        }
    }

    [Fact]
    public void Keys_that_are_not_read_are_kept_and_told()
    {
        var result = DocumentFile.Read(Samples.Exported);

        result.Diagnostics.Select(d => d.ToString()).ShouldBe(
        [
            "27:5: warning SW1010: The key 'widget' of '_inputMeta' of 'approve' is not known; it is kept and not read.",
            "35:1: warning SW1010: The key 'futureKey' of pipeline 'Shop - CD' is not known; it is kept and not read.",
            "61:9: warning SW1010: The key 'later' of task 'Deploy shop' of stage 'Roll-out 1' is not known; it is kept and not read.",
        ]);
        Shop.Other!["futureKey"]!.ToJsonString().ShouldBe("""{"a":[1,2.50,{"b":null}]}""");
        Shop.Workspace!.Type.ShouldBe(Workspace.Docker);
        Shop.Other["global"]!.GetValue<bool>().ShouldBeFalse();
        Shop.InputMeta["approve"].Other!["widget"]!.GetValue<string>().ShouldBe("radio");
        Shop.Stages["Roll-out 1"].Tasks["Deploy shop"].Other!["later"]!.GetValue<string>().ShouldBe("kept");
    }

    [Fact]
    public void A_file_holds_one_or_many_documents()
    {
        var second = Samples.Least.Replace("name: N", "name: M", StringComparison.Ordinal);

        DocumentFile.Read($"---\n{Samples.Least}---\n# nothing\n---\n{second}...\n").Documents.Select(p => p.Name).ShouldBe(["N", "M"]);
    }

    [Fact]
    public void An_error_in_one_document_gives_none()
    {
        var result = DocumentFile.Read($"{Samples.Least}---\nkind: PIPELINE\n");

        result.Documents.ShouldBeEmpty();
        result.Diagnostics.ShouldAllBe(d => d.Line >= 17);
    }

    [Fact]
    public void What_the_document_does_not_say_has_its_default()
    {
        var least = One(DocumentFile.Read(Samples.Least));

        least.Concurrency.ShouldBe(10);
        least.Enabled.ShouldBeFalse();
        least.Description.ShouldBe("");
        least.Other.ShouldBeNull();
    }

    [Fact]
    public void Bytes_with_a_byte_order_mark_are_text() =>
        One(DocumentFile.Read((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Samples.Least)])).Name.ShouldBe("N");

    [Fact]
    public void Aliases_are_written_out() =>
        One(DocumentFile.Read(Samples.Least.Replace("http://a", "&u http://a\n          again: *u", StringComparison.Ordinal)))
            .Stages["Build"].Tasks["Publish"].Input["again"]!.GetValue<string>().ShouldBe("http://a");

    [Theory]
    [InlineData("concurrency: '7'", 7, false)]
    [InlineData("enabled: 'True'", 10, true)]
    public void Quoted_numbers_and_booleans_of_older_exports_are_read(string line, int concurrency, bool enabled) =>
        One(DocumentFile.Read(line + "\n" + Samples.Least)).ShouldSatisfyAllConditions(p => p.Concurrency.ShouldBe(concurrency), p => p.Enabled.ShouldBe(enabled));

    [Fact]
    public void A_task_type_that_nobody_knows_is_an_error() =>
        DocumentFile.Read(Samples.Least.Replace("REST", "RETS", StringComparison.Ordinal)).Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("14:15: error SW1109: Task 'Publish' of stage 'Build' has the type 'RETS', which is not known. Did you mean 'REST'?");

    [Fact]
    public void A_task_type_that_cannot_run_here_is_a_warning()
    {
        var result = DocumentFile.Read(Samples.Least, new ReadOptions { TaskTypes = new HashSet<string> { "K8S", "SSH" } });

        result.Documents.ShouldHaveSingleItem();
        result.Diagnostics.ShouldHaveSingleItem().ToString()
            .ShouldBe("14:15: warning SW1112: Task 'Publish' of stage 'Build' has the type 'REST', which cannot run here; the task will fail. Types that can run are K8S, SSH.");
    }

    [Fact]
    public void A_body_of_the_api_is_the_same_pipeline()
    {
        var body = JsonNode.Parse("""
            {"id":"1","_link":"/x","_warnings":[],"project":"P","name":"N","version":"1","input":{"TAG":"latest"},"stageOrder":["Build"],
             "stages":{"Build":{"taskOrder":["Publish"],"tasks":{"Publish":{"type":"REST","input":{"url":"http://a","action":"get"}}}}}}
            """)!.AsObject();

        var result = DocumentJson.Read(body);

        result.Diagnostics.ShouldBeEmpty();
        JsonNode.DeepEquals(DocumentJson.Write(One(result)), DocumentJson.Write(One(DocumentFile.Read(Samples.Least)))).ShouldBeTrue();
    }

    [Fact]
    public void A_body_with_mistakes_says_so_in_words() =>
        DocumentJson.Read(JsonNode.Parse("""{"project":"P","nmae":"N","concurrency":0,"stageOrder":"Build","stages":[1]}""")!.AsObject()).Diagnostics.Select(d => d.ToString()).ShouldBe(
        [
            "0:0: error SW1007: 'stages' of the pipeline must be a map, not a list.",
            "0:0: error SW1101: 'stageOrder' of the pipeline names stage 'Build', but 'stages' has none of that name. Add it to 'stages', or take it out of 'stageOrder'.",
            "0:0: error SW1008: The pipeline has no 'name'. Is 'nmae' meant to be 'name'? Write a name that is unique within the project.",
            "0:0: error SW1011: 'concurrency' of the pipeline is 0; it must be at least 1.",
            "0:0: warning SW1010: The key 'nmae' of the pipeline is not known; it is kept and not read. Did you mean 'name'?",
        ], ignoreOrder: true);

    private static Pipeline One(ReadResult result)
    {
        result.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldBeEmpty();
        return result.Documents.ShouldHaveSingleItem().ShouldBeOfType<Pipeline>();
    }
}
