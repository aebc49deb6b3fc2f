using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Source;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class JsonTextTests
{
    [Fact]
    public void Every_value_knows_its_place()
    {
        var map = Read("{\n  \"näme\": \"é😀\", \"x\": [1.10,\r\n true , null]\n}").ShouldBeOfType<SourceMap>();

        map.Place.ShouldBe(new Place(1, 1));
        map.Entries[0].Key.Place.ShouldBe(new Place(2, 3));
        map.Entries[0].Value.Place.ShouldBe(new Place(2, 11));
        map.Entries[1].Key.Place.ShouldBe(new Place(2, 18));
        var list = map.Entries[1].Value.ShouldBeOfType<SourceList>();
        list.Place.ShouldBe(new Place(2, 23));
        list.Items.Select(i => i.Place).ShouldBe([new Place(2, 24), new Place(3, 2), new Place(3, 9)]);
        list.Items.Cast<SourceScalar>().Select(s => (s.Text, s.Type)).ShouldBe([("1.10", ScalarType.Number), ("true", ScalarType.Boolean), ("", ScalarType.Null)]);
    }

    [Theory]
    [InlineData("""{"ä": "a${b}"}""", "\"a${b}\"")]
    [InlineData("""{"k": "\u0041\n😀"}""", "\"\\u0041\\n😀\"")]
    [InlineData("""{"k":12.50 }""", "12.50")]
    public void A_scalar_knows_where_its_raw_text_is(string json, string raw)
    {
        var scalar = (SourceScalar)((SourceMap)Read(json)).Entries[0].Value;

        json[scalar.Start..scalar.End].ShouldBe(raw);
    }

    [Fact]
    public void A_key_ends_before_its_colon()
    {
        const string Json = "{\"ä\" : 1}";
        var key = ((SourceMap)Read(Json)).Entries[0].Key;

        Json[key.Start..key.End].ShouldBe("\"ä\"");
    }

    [Fact]
    public void A_list_at_the_top_holds_documents()
    {
        var diagnostics = new DiagnosticList();

        JsonTextSource.Read("""[{"a": 1}, {"b": 2}]""", diagnostics).Select(d => d.Place.Column).ShouldBe([2, 12]);
        diagnostics.InDocumentOrder().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{\"a\": 1,\n \"b\": 2, \"a\": 3}", "2:10: error SW1006: The key 'a' is here for the second time; the first is at 1:2. Keep one of them.")]
    [InlineData("{\"a\": 1, // one\n}", "1:10: error SW1001: Here starts a comment, which JSON does not have. Take it out, or write the file as YAML, where '#' starts a comment.")]
    [InlineData("{\"ä\": 1 # one\n}", "1:9: error SW1001: Here starts a comment")]
    [InlineData("{\"a\": [1, 2 ,\n ] }", "1:13: error SW1001: There is a comma after the last item, which JSON does not allow. Take it out.")]
    [InlineData("{\"a\": 1,}", "1:8: error SW1001: There is a comma after the last item")]
    [InlineData("{\"a\": 'b'}", "1:7: error SW1001: JSON has texts in double quotes only.")]
    [InlineData("{\"a\": \"b\nc\"}", "1:9: error SW1001: A text in JSON stands on one line and has no tabs.")]
    [InlineData("{\"a\": \"b\"", "1:10: error SW1001: The JSON ends before everything in it is closed.")]
    [InlineData("{\"a\": 1} {}", "1:10: error SW1001: This is no JSON: ")]
    [InlineData("{\"a\": \"\\ud800\"}", "1:7: error SW1003: This text holds half of a surrogate pair")]
    [InlineData("{\"\\udc00\": 1}", "1:2: error SW1003: This text holds half of a surrogate pair")]
    [InlineData("{\"a\": 11111111111111111111111111111111111111111111111111111111111111111}", "1:7: error SW1011: This number has 65 characters; at most 64 are read.")]
    public void What_is_wrong_is_told_at_its_place(string json, string says)
    {
        var diagnostics = new DiagnosticList();
        JsonTextSource.Read(json, diagnostics);

        diagnostics.InDocumentOrder().ShouldHaveSingleItem().ToString().ShouldStartWith(says);
    }

    [Fact]
    public void Depth_is_bounded()
    {
        Depth(64).ShouldBeEmpty();
        Depth(65).ShouldHaveSingleItem().ToString().ShouldStartWith("1:70: error SW1004");
        Depth(100_000).ShouldHaveSingleItem().Code.ShouldBe("SW1004");

        static IEnumerable<Diagnostic> Depth(int levels)
        {
            var diagnostics = new DiagnosticList();
            JsonTextSource.Read($"{{\"k\": {new string('[', levels - 1)}{new string(']', levels - 1)}}}", diagnostics);
            return diagnostics.InDocumentOrder();
        }
    }

    [Theory]
    [InlineData("1,", 100_001)]
    [InlineData("{\"k\":1},", 34_000)]
    public void The_number_of_values_is_bounded(string item, int times)
    {
        var diagnostics = new DiagnosticList();
        JsonTextSource.Read($"{{\"a\": [{string.Concat(Enumerable.Repeat(item, times))}1]}}", diagnostics);

        diagnostics.InDocumentOrder().ShouldHaveSingleItem().Code.ShouldBe("SW1002");
    }

    [Fact]
    public void The_number_of_documents_is_bounded()
    {
        Documents($"[{string.Join(",", Enumerable.Repeat("{}", SourceLimits.Documents + 1))}]").ShouldStartWith("1:3002: error SW1002: The file has more than 1000 documents.");
        Documents(string.Concat(Enumerable.Repeat("---\n", SourceLimits.Documents + 1))).ShouldStartWith("1001:1: error SW1002: The file has more than 1000 documents.");

        static string Documents(string text)
        {
            var diagnostics = new DiagnosticList();
            SourceDocuments.Read(text, diagnostics).ShouldBeEmpty();
            return diagnostics.InDocumentOrder().ShouldHaveSingleItem().ToString();
        }
    }

    [Theory]
    [InlineData("{project: P, name: N}", """{"project":"P","name":"N"}""")]
    [InlineData("{\n  a: b, # flow\n}", """{"a":"b"}""")]
    [InlineData("[{a: 1}]", """[{"a":1}]""")]
    [InlineData("{\"a\": \"b\"}", """{"a":"b"}""")]
    [InlineData(" \n {\"a\": \"\\/\"}", """{"a":"/"}""")]
    public void A_file_that_starts_with_a_brace_is_json_or_yaml_in_flow_style(string text, string means)
    {
        var diagnostics = new DiagnosticList();
        var document = SourceDocuments.Read(text, diagnostics).ShouldHaveSingleItem();

        diagnostics.InDocumentOrder().ShouldBeEmpty();
        JsonNode.DeepEquals(JsonSource.ToJson(document), JsonNode.Parse(means)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("{\"a\": 1,}", "1:8: error SW1001: There is a comma")]
    [InlineData("[{\"a\": b}]", "1:8: error SW1001: This is no JSON")]
    [InlineData("{ // first\n \"a\": 1}", "1:3: error SW1001: Here starts a comment")]
    [InlineData("{a: b, c: [}", "1:12: error SW1001: While parsing")]
    public void What_starts_as_only_json_does_is_held_to_json(string text, string says)
    {
        var diagnostics = new DiagnosticList();
        SourceDocuments.Read(text, diagnostics).ShouldBeEmpty();

        diagnostics.InDocumentOrder().ShouldHaveSingleItem().ToString().ShouldStartWith(says);
    }

    private static SourceNode Read(string json)
    {
        var diagnostics = new DiagnosticList();
        var documents = JsonTextSource.Read(json, diagnostics);
        diagnostics.InDocumentOrder().ShouldBeEmpty();
        return documents.ShouldHaveSingleItem();
    }
}
