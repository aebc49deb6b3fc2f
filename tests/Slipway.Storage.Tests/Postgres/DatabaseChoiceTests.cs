using Shouldly;
using Slipway.Storage.Tests.Compliance;
using Xunit;

namespace Slipway.Storage.Tests.Postgres;

public sealed class DatabaseChoiceTests
{
    private const string Password = "hunter2";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("Database=slipway;Password=hunter2")]
    [InlineData("Host=db;Password=abc;hunter2=x")]
    [InlineData("Host=db;Password='hunter2")]
    [InlineData("Host=db;Port=hunter2")]
    [InlineData("Host=db;Port=123456789012345hunter2")]
    [InlineData("Host=db;SSL Mode=hunter2")]
    [InlineData("hunter2")]
    [InlineData("postgres://slipway:hunter2@db/slipway")]
    public void A_string_that_cannot_be_read_is_told_by_what_would_be_right_and_never_repeated(string connectionString)
    {
        var refused = Should.Throw<DatabaseUnavailableException>(() => DatabaseChoice.Postgres(connectionString));

        refused.Message.ShouldContain("Host=db.example;Database=slipway;Username=slipway");
        refused.ToString().ShouldNotContain(Password);
    }

    [Fact]
    public void A_choice_in_words_names_no_password()
    {
        var choice = DatabaseChoice.Postgres($"Host=db.example;Port=5433;Database=slipway;Username=cd;Password={Password}");

        choice.ToString().ShouldBe("PostgreSQL, database 'slipway' at db.example:5433");
        choice.HoldsPassword.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_told_in_one_sentence()
    {
        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(OpenStores.OpenAsync($"Host=127.0.0.1;Port=1;Database=slipway;Username=cd;Password={Password}", Cancellation));

        refused.Message.ShouldBe("PostgreSQL's database 'slipway' at 127.0.0.1:1 cannot be reached: Connection refused.");
        refused.ToString().ShouldNotContain(Password);
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_told_and_not_made()
    {
        var server = (await TestContext.Current.GetFixture<PostgresServer>())!;

        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(OpenStores.OpenAsync(server.ConnectionString("nothing"), Cancellation));

        refused.Message.ShouldContain("database 'nothing'");
        refused.Message.ShouldContain("does not exist; 'createdb' makes it");
        await Should.ThrowAsync<DatabaseUnavailableException>(OpenStores.OpenAsync(server.ConnectionString("nothing"), Cancellation));
    }

    [Fact]
    public async Task A_database_that_cannot_hold_every_letter_is_refused()
    {
        var server = (await TestContext.Current.GetFixture<PostgresServer>())!;
        await server.ExecuteAsync("create database latin encoding 'LATIN1' locale 'C' locale_provider libc template template0", Cancellation);

        (await Should.ThrowAsync<DatabaseUnavailableException>(OpenStores.OpenAsync(server.ConnectionString("latin"), Cancellation))).Message.ShouldContain("LATIN1");
    }

    [Fact]
    public async Task A_user_who_may_not_make_tables_is_told_so()
    {
        var server = (await TestContext.Current.GetFixture<PostgresServer>())!;
        var database = await server.CreateDatabaseAsync(Cancellation);
        await server.ExecuteAsync("create role guest login", Cancellation);

        var refused = await Should.ThrowAsync<DatabaseUnavailableException>(OpenStores.OpenAsync(database.Replace("Username=slipway", "Username=guest", StringComparison.Ordinal), Cancellation));

        refused.Message.ShouldContain("does not let this user make tables");
    }
}
