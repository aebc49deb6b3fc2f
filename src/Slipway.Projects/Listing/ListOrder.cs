using System.Collections.Immutable;

namespace Slipway.Projects.Listing;

/// <summary>One step of an order.</summary>
/// <param name="Field">By what.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
public sealed record ListOrder(ListField Field, bool IsDescending)
{
    /// <inheritdoc/>
    public override string ToString() => IsDescending ? $"{Field} desc" : $"{Field}";

    /// <summary>Reads an <c>$orderby</c>: fields with <c>asc</c> or <c>desc</c>, commas between.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="fields">The fields that the resource has.</param>
    /// <returns>The steps, or a sentence about what is wrong.</returns>
    public static (ImmutableArray<ListOrder> Order, string? Problem) Parse(string text, ListFields fields)
    {
        if (text.Length > ListLimits.FilterLength || text.AsSpan().Count(',') >= ListLimits.OrderFields)
        {
            return ([], $"the order has more than {ListLimits.OrderFields} fields.");
        }

        var order = ImmutableArray.CreateBuilder<ListOrder>();
        var position = 1;
        foreach (var step in text.Split(','))
        {
            var start = position + step.Length - step.TrimStart().Length;
            position += step.Length + 1;
            var words = step.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length is 0)
            {
                return ([], $"a field is missing at {start}.");
            }

            if (fields.Find(words[0]) is not { } field)
            {
                return ([], fields.Unknown(words[0], start));
            }

            var direction = words.Length is 1 ? "asc" : words[1].ToLowerInvariant();
            if (words.Length > 2 || direction is not ("asc" or "desc"))
            {
                return ([], $"'{ListFields.Shortened(step.Trim())}' at {start} is no order. Write '{field} asc' or '{field} desc'.");
            }

            if (order.All(known => known.Field != field))
            {
                order.Add(new ListOrder(field, direction is "desc"));
            }
        }

        return (order.ToImmutable(), null);
    }
}
