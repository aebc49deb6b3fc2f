using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using NpgsqlTypes;
using Slipway.Storage.Rows;

namespace Slipway.Storage.Moving;

/// <summary>A table as both databases have it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns.</param>
internal sealed record MovedTable(string Name, IReadOnlyList<MovedColumn> Columns)
{
    /// <summary>Every column by name, quoted, for whoever reads or writes rows.</summary>
    public string ColumnList => string.Join(", ", Columns.Select(column => $"\"{column.Name}\""));

    /// <summary>The name, quoted.</summary>
    public string Quoted => $"\"{Name}\"";

    // What PostgreSQL alone has is about the servers that work on it, not about what they keep.
    private static readonly Type[] Unmoved = [typeof(ClusterNodeRow), typeof(ClusterViewRow)];

    /// <summary>All tables, each after those that it refers to.</summary>
    public static IReadOnlyList<MovedTable> In(IModel model)
    {
        var left = model.GetEntityTypes().Where(entity => !Unmoved.Contains(entity.ClrType)).OrderBy(entity => entity.GetTableName(), StringComparer.Ordinal).ToList();
        var ordered = new List<IEntityType>();
        while (left.Count > 0)
        {
            var next = left.FirstOrDefault(entity => entity.GetForeignKeys().All(key => key.PrincipalEntityType == entity || ordered.Contains(key.PrincipalEntityType)))
                ?? throw new InvalidOperationException($"The tables {string.Join(", ", left.Select(entity => entity.GetTableName()))} refer to each other in a circle.");
            left.Remove(next);
            ordered.Add(next);
        }

        return [.. ordered.Select(entity => new MovedTable(entity.GetTableName()!, [.. entity.GetProperties().Select(MovedColumn.Of)]))];
    }
}

/// <summary>A column of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What .NET reads it as.</param>
/// <param name="Stored">What PostgreSQL keeps it as.</param>
internal sealed record MovedColumn(string Name, Type Type, NpgsqlDbType Stored)
{
    public static MovedColumn Of(IProperty property)
    {
        var type = property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        return new(property.GetColumnName(), type, StoredAs(type, property));
    }

    private static NpgsqlDbType StoredAs(Type type, IProperty property) =>
        type == typeof(string) ? NpgsqlDbType.Text
        : type == typeof(Guid) ? NpgsqlDbType.Uuid
        : type == typeof(long) ? NpgsqlDbType.Bigint
        : type == typeof(int) ? NpgsqlDbType.Integer
        : type == typeof(bool) ? NpgsqlDbType.Boolean
        : type == typeof(double) ? NpgsqlDbType.Double
        : type == typeof(byte[]) ? NpgsqlDbType.Bytea
        : throw new InvalidOperationException($"Nobody has said how {type.Name} of {property.DeclaringType.DisplayName()}.{property.Name} is moved.");
}
