using Shouldly;
using Slipway.Registries.Dialects;
using Slipway.Registries.Images;

namespace Slipway.Registries.Tests.Dialects;

/// <summary>Whatever comes in, what comes out is fit to be acted on and to be shown.</summary>
internal static class Answered
{
    public static DialectResult By(Sample sample, string body) => With(sample.Dialect, sample.Message(body));

    public static DialectResult With(IRegistryDialect dialect, RegistryMessage message)
    {
        var result = dialect.Read(message);
        switch (result)
        {
            case DialectResult.Pushed pushed:
                pushed.Pushes.Length.ShouldBeInRange(1, 256);
                pushed.Pushes.Distinct().Count().ShouldBe(pushed.Pushes.Length);
                foreach (var push in pushed.Pushes)
                {
                    ImageRepository.TryParse(push.Repository.ToString(), out var again).ShouldBeTrue();
                    again.ShouldBe(push.Repository);
                    Tag.TryParse(push.Tag.Value, out _).ShouldBeTrue();
                    (push.Digest is null || Digest.TryParse(push.Digest.Value, out _)).ShouldBeTrue();
                    Printable(push.PushedBy, 255);
                    Printable(push.Owner, 255);
                    Printable(push.EventId, 255);
                }

                Printable(pushed.Repair ?? "", 1500);
                break;
            case DialectResult.Malformed malformed:
                malformed.Reason.ShouldNotBeNullOrEmpty();
                Printable(malformed.Reason, 700);
                Printable(malformed.Field ?? "", 100);
                break;
            case DialectResult.Nothing nothing:
                nothing.Reason.ShouldNotBeNullOrEmpty();
                Printable(nothing.Reason, 400);
                break;
        }

        return result;
    }

    private static void Printable(string text, int longest)
    {
        text.Length.ShouldBeLessThanOrEqualTo(longest);
        text.Any(char.IsControl).ShouldBeFalse(text);
    }
}
