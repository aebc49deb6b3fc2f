using Slipway.Cli.Documents;

namespace Slipway.Cli.Tests.Documents;

public sealed class ExportedDocumentTests
{
    [Fact]
    public void An_export_is_taken_apart_at_its_documents_and_nowhere_else()
    {
        const string First = "---\nproject: p\nkind: PIPELINE\nname: a\ndescription: |-\n  one\n  ---\n  two\nstages:\n  name: {name: x}\n";
        const string Second = "---\nkind: VARIABLE\nname: 'b c'\nproject: q\n";

        var documents = ExportedDocument.Split(First + Second);

        documents.ShouldBe([new ExportedDocument("p", "PIPELINE", "a", First), new ExportedDocument("q", "VARIABLE", "b c", Second)]);
        documents[1].FileName.ShouldBe(Path.Combine("q", "b c.variable.yaml"));
    }

    [Theory]
    [InlineData("..", "%2E..pipeline.yaml")]
    [InlineData("../../etc/passwd", "%2E.%2F..%2Fetc%2Fpasswd.pipeline.yaml")]
    [InlineData("a%2Fb", "a%252Fb.pipeline.yaml")]
    [InlineData("a\nb", "a%0Ab.pipeline.yaml")]
    [InlineData("", "_.pipeline.yaml")]
    public void No_name_leads_out_of_the_directory(string name, string file) =>
        new ExportedDocument("p", "PIPELINE", name, "").FileName.ShouldBe(Path.Combine("p", file));
}
