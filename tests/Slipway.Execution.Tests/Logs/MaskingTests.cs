using CsCheck;
using Shouldly;
using Slipway.Execution.Logs;
using Slipway.Pipelines.Expressions;
using Xunit;

namespace Slipway.Execution.Tests.Logs;

/// <summary>Secrets are found however the text was cut up on its way.</summary>
public sealed class MaskingTests
{
    private const string Escape = "\u001b";

    // Few letters, so that secrets overlap, repeat and begin within each other.
    private static readonly Gen<string> Secret = Gen.String[Gen.Char["ab\n"], 1, 6];

    private static readonly Gen<(string[] Secrets, string[] Pieces)> Cut =
        from secrets in Secret.Array[1, 4]
        from parts in Gen.OneOf(Gen.Int[0, secrets.Length - 1].Select(i => secrets[i]), Gen.String[Gen.Char["abc\n"], 0, 5]).Array[0, 20]
        from lengths in Gen.Int[0, 7].Array[1, 8]
        select (secrets, Cuts(string.Concat(parts), lengths));

    private static readonly Gen<(string[] Secrets, string[] Pieces)> ColouredCut =
        from cut in Cut
        from colours in Gen.Int[0, 3].Array[cut.Pieces.Length + 1]
        select (cut.Secrets, cut.Pieces.Select((piece, i) => colours[i] switch { 0 => $"{Escape}[1;31m{piece}", 1 => $"{piece}{Escape}[0m", _ => piece }).ToArray());

    [Fact]
    public void Whatever_the_pieces_no_secret_is_left_and_all_else_is_as_if_it_had_come_whole() => Cut.Sample(
        cut =>
        {
            var whole = string.Concat(cut.Pieces);
            var masked = Masked(cut.Secrets, cut.Pieces);

            masked.ShouldBe(MaskedAtOnce(cut.Secrets, whole));
            masked.ShouldBe(Masked(cut.Secrets, [whole]));
            cut.Secrets.ShouldAllBe(secret => !masked.Contains(secret, StringComparison.Ordinal));
        },
        iter: Iterations);

    [Fact]
    public void Colours_in_the_middle_of_a_secret_do_not_hide_it() => ColouredCut.Sample(
        cut => Plain(Masked(cut.Secrets, cut.Pieces)).ShouldBe(MaskedAtOnce(cut.Secrets, Plain(string.Concat(cut.Pieces)))),
        iter: Iterations);

    [Fact]
    public void Only_what_may_be_the_beginning_of_a_secret_is_held_back()
    {
        var shown = new Shown();
        var mask = new MaskedText(shown);
        mask.Hide(["a secret of many words"]);

        Read(mask, "there is a s");
        shown.ToString().ShouldBe("there is ");

        Read(mask, "tory\nand a");
        shown.ToString().ShouldBe("there is a story\nand ");

        Read(mask, " secret of many words.");
        shown.ToString().ShouldBe("there is a story\nand ******.");
    }

    [Theory]
    [InlineData("hush hush")]
    [InlineData("aHVzaCBodXNo")]
    [InlineData("hush%20hush")]
    [InlineData("""{"said":"\"hush hush\""}""")]
    [InlineData("hu\u0007sh hush")]
    [InlineData("hush\u001b[2K hush")]
    [InlineData("hu\u001b]0;title\u0007sh hush")]
    [InlineData("hu\u202esh hush")]
    public void A_secret_is_found_in_the_forms_in_which_programs_print_it(string printed)
    {
        var masked = Masked(LoggedSecrets.Of(["hush hush\n"]), ["> ", printed, " <"]);

        masked.ShouldStartWith("> ");
        masked.ShouldContain(SecretMask.Text);
        masked.ShouldNotContain("hush hush");
        masked.ShouldNotContain("aHVzaCBodXNo");
        masked.ShouldNotContain("hush%20hush");
        masked.ShouldEndWith(" <");
    }

    [Theory]
    [InlineData("admin:correct horse battery")]
    [InlineData("ad:correct horse battery")]
    [InlineData("a:correct horse battery!")]
    public void A_secret_is_found_in_base64_of_more_than_the_secret(string credentials)
    {
        var encoded = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(credentials));

        var masked = Masked(LoggedSecrets.Of(["correct horse battery"]), [$"Authorization: Basic {encoded}"]);

        masked.ShouldContain(SecretMask.Text);
        masked.Length.ShouldBeLessThan("Authorization: Basic ".Length + 24);
    }

    [Fact]
    public void Each_line_of_a_key_is_a_secret_of_its_own()
    {
        var masked = Masked(LoggedSecrets.Of(["-----BEGIN KEY-----\nMIIEvQIBADANBg\n-----END KEY-----\n"]), ["  read: MIIEvQIBADANBg\r\n"]);

        masked.ShouldBe("  read: ******\n");
    }

    private static int Iterations => Environment.GetEnvironmentVariable("SLIPWAY_PROVE") is "1" ? 1_000_000 : 20_000;

    private static string Masked(IEnumerable<string> secrets, IEnumerable<string> pieces)
    {
        var shown = new Shown();
        var mask = new MaskedText(shown);
        mask.Hide(secrets);
        foreach (var piece in pieces)
        {
            Read(mask, piece);
        }

        mask.Release(isEnd: true);
        return shown.ToString();
    }

    private static void Read(MaskedText mask, string piece)
    {
        new TerminalText(mask).Read(piece);
        mask.Release(isEnd: false);
    }

    /// <summary>What the masked text is, as plainly as it can be said: each run of characters that belong to some secret becomes one mask.</summary>
    private static string MaskedAtOnce(string[] secrets, string text)
    {
        var hidden = new bool[text.Length];
        foreach (var secret in secrets)
        {
            for (var at = 0; at + secret.Length <= text.Length; at++)
            {
                if (string.CompareOrdinal(text, at, secret, 0, secret.Length) == 0)
                {
                    Array.Fill(hidden, true, at, secret.Length);
                }
            }
        }

        return string.Concat(text.Select((c, i) => !hidden[i] ? c.ToString() : i > 0 && hidden[i - 1] ? "" : SecretMask.Text));
    }

    private static string[] Cuts(string text, int[] lengths)
    {
        var pieces = new List<string>();
        for (int at = 0, i = 0; at < text.Length || i == 0; i++)
        {
            var length = Math.Min(text.Length - at, i < 200 ? lengths[i % lengths.Length] : text.Length);
            pieces.Add(text.Substring(at, length));
            at += length;
        }

        return [.. pieces];
    }

    private static string Plain(string text) => text.Replace($"{Escape}[1;31m", "", StringComparison.Ordinal).Replace($"{Escape}[0m", "", StringComparison.Ordinal);
}
