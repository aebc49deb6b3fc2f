using System.Text.Json.Serialization;

namespace Slipway.Triggers.Deliveries;

/// <summary>How a delivery came to be. The JSON names are those that the API shows.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DeliveryOrigin>))]
public enum DeliveryOrigin
{
    /// <summary>The registry sent it.</summary>
    [JsonStringEnumMemberName("DELIVERED")]
    Delivered,

    /// <summary>The registry was looked at and had a push of which it had not told.</summary>
    [JsonStringEnumMemberName("RECONCILED")]
    Reconciled,

    /// <summary>A person had an earlier one decided anew.</summary>
    [JsonStringEnumMemberName("REPLAYED")]
    Replayed,
}

/// <summary>The words for origins.</summary>
public static class DeliveryOrigins
{
    /// <summary>As the API and the database write it, such as <c>REPLAYED</c>.</summary>
    public static string Wire(this DeliveryOrigin origin) => origin.ToString().ToUpperInvariant();
}
