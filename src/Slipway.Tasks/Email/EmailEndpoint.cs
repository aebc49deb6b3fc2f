using Slipway.Projects.Endpoints;
using Slipway.Projects.Endpoints.Trust;

namespace Slipway.Tasks.Email;

/// <summary>A mail server: keys are Code Stream's (vmware-archive/vrealize-automation-content-generator).</summary>
public static class EmailEndpoint
{
    /// <summary>The declaration.</summary>
    public static EndpointType Type { get; } = new("email", "Email",
    [
        new(SenderAddress, "Sender address", "The address that mails come from, such as ci@acme.example.") { IsRequired = true },
        new(EncryptionMethod, "Encryption", "TLS starts in clear and turns to TLS before anything else is said (STARTTLS); SSL speaks TLS from the beginning; NONE sends user name and password in clear.")
        {
            Kind = PropertyKind.Choice,
            Choices = [StartTls, Ssl, None],
            Default = StartTls,
        },
        new(Host, "Outbound host", "The mail server, such as smtp.acme.example.") { Kind = PropertyKind.Host, IsDestination = true, IsRequired = true },
        new(Port, "Outbound port", "587 is usual for TLS, 465 for SSL, 25 for NONE.") { Kind = PropertyKind.Number, Range = (1, 65535), Default = "587", IsDestination = true },
        new("outboundProtocol", "Outbound protocol", "What the server speaks.") { Kind = PropertyKind.Choice, Choices = ["smtp"], Default = "smtp" },
        new(UserName, "Outbound user name", "The account; empty when the server takes mails from anybody."),
        new(Password, "Outbound password", "The account's password.") { IsSecret = true },
        Fingerprint.Property,
    ])
    {
        Description = "A mail server, for notifications and user operations.",
    };

    internal const string SenderAddress = "senderAddress";
    internal const string EncryptionMethod = "encryptionMethod";
    internal const string Host = "outboundHost";
    internal const string Port = "outboundPort";
    internal const string UserName = "outboundUsername";
    internal const string Password = "outboundPassword";

    internal const string StartTls = "TLS";
    internal const string Ssl = "SSL";
    internal const string None = "NONE";
}
