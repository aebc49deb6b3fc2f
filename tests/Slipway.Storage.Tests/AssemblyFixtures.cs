using Slipway.Storage.Tests.Postgres;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]
