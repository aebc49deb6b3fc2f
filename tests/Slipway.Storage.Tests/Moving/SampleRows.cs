using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Slipway.Storage.Tests.Moving;

/// <summary>Rows for every table there is, each value another one, made from the tables' own description: a new table is filled, too.</summary>
internal static class SampleRows
{
    public static async Task FillAsync(SlipwayDb db, int rows, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await db.Database.ExecuteSqlRawAsync("pragma foreign_keys = off", cancellationToken);
        foreach (var entity in db.Model.GetEntityTypes())
        {
            for (var row = 1; row <= rows; row++)
            {
                await InsertAsync(db, entity, row, cancellationToken);
            }
        }
    }

    private static async Task InsertAsync(SlipwayDb db, IEntityType entity, int row, CancellationToken cancellationToken)
    {
        var properties = entity.GetProperties().ToList();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"insert into \"{entity.GetTableName()}\" ({string.Join(", ", properties.Select(property => $"\"{property.GetColumnName()}\""))}) values ({string.Join(", ", properties.Select((_, i) => $"@{i}"))})";
        for (var i = 0; i < properties.Count; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@{i}";
            parameter.Value = Value(properties[i], row);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static object Value(IProperty property, int row)
    {
        // What refers to another row has that row's value.
        if (property.GetContainingForeignKeys().FirstOrDefault() is { } foreign)
        {
            return Value(foreign.PrincipalKey.Properties[foreign.Properties.ToList().IndexOf(property)], row);
        }

        if (property.IsNullable && row % 3 == 0)
        {
            return DBNull.Value;
        }

        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type == typeof(string) ? string.Create(CultureInfo.InvariantCulture, $"{property.Name} {row}: 'ünï' \"😀\" \\ \t\r\n {{}}")
            : type == typeof(Guid) ? new Guid(row, (short)property.Name.Length, 7, [1, 2, 3, 4, 5, 6, 7, 0xFE])
            : type == typeof(long) ? 9_007_199_254_740_000L + row
            : type == typeof(int) ? 2_000_000_000 + row
            : type == typeof(bool) ? row % 2 == 0
            : type == typeof(byte[]) ? new byte[] { 0, 255, (byte)row }
            : throw new InvalidOperationException($"No sample of {type.Name}.");
    }
}
