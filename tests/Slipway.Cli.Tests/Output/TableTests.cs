using System.Text.Json.Nodes;
using Slipway.Cli.Output;

namespace Slipway.Cli.Tests.Output;

public sealed class TableTests
{
    private static readonly Column[] Columns = [Column.Of("NAME", "name"), Column.Status("STATUS", "status"), Column.Prose("MESSAGE", "message")];

    private static readonly JsonObject[] Rows =
    [
        new() { ["name"] = "web", ["status"] = "FAILED", ["message"] = "a message that is rather long" },
        new() { ["name"] = "漢字", ["status"] = "COMPLETED" },
    ];

    [Fact]
    public void Columns_are_aligned_whatever_the_letters() => new Table(width: null, colours: false).Print(Rows, Columns).ShouldBe(
        """
        NAME  STATUS     MESSAGE
        web   FAILED     a message that is rather long
        漢字  COMPLETED

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Sentences_give_way_to_names() => new Table(width: 34, colours: false)
        .Print([new() { ["name"] = "a-name-of-twenty-col", ["status"] = "OK", ["message"] = "ten or more" }], Columns)
        .Split('\n')[1].ShouldBe("a-name-of-twent…  OK      ten or …");

    [Fact]
    public void A_table_fits_the_terminal_by_shortening_its_widest_column() => new Table(width: 30, colours: false).Print(Rows, Columns).ShouldBe(
        """
        NAME  STATUS     MESSAGE
        web   FAILED     a message th…
        漢字  COMPLETED

        """.ReplaceLineEndings("\n"));

    [Fact]
    public void Escape_sequences_of_a_server_are_shown_and_not_obeyed()
    {
        var table = new Table(width: null, colours: true).Print([new() { ["name"] = "\e[2J\u009b1m\tx\ny", ["status"] = "FAILED\e[0m" }], Columns);

        table.Split('\n')[1].ShouldBe("\\u001B[2J\\u009B1m\\u0009x\\u000Ay  FAILED\\u001B[0m");
    }

    [Fact]
    public void Statuses_are_coloured_where_somebody_looks() =>
        new Table(width: null, colours: true).Print(Rows, Columns).Split('\n')[1].ShouldBe("web   \e[31mFAILED\e[0m     a message that is rather long");
}
