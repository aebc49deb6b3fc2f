using Slipway.Registries.Json;

namespace Slipway.Registries.Dialects;

/// <summary>A dialect whose deliveries are JSON objects.</summary>
public abstract class JsonDialect : IRegistryDialect
{
    private protected JsonDialect()
    {
    }

    /// <inheritdoc/>
    public abstract string ServerType { get; }

    /// <inheritdoc/>
    public DialectResult Read(RegistryMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        switch (JsonBody.Open(Unwrap(message.Body)))
        {
            case JsonBody.Opened opened:
                using (opened.Document)
                {
                    var found = new FoundPushes();
                    Read(new ForeignField(opened.Document.RootElement, ""), message.Headers, found);
                    return found.Result(opened.Repair);
                }

            case JsonBody.Closed closed:
                return new DialectResult.Malformed(null, closed.Reason);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    /// <summary>The JSON in the body.</summary>
    private protected virtual ReadOnlyMemory<byte> Unwrap(ReadOnlyMemory<byte> body) => body;

    /// <summary>Puts what the delivery tells into <paramref name="found"/>.</summary>
    private protected abstract void Read(ForeignField root, MessageHeaders headers, FoundPushes found);
}
