using Xunit;

namespace Slipway.Storage.Tests.Postgres;

/// <summary>A PostgreSQL for the tests that share it.</summary>
public sealed class PostgresServer() : PostgresProcess, IAsyncLifetime;
