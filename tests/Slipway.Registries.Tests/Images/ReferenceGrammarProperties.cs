using CsCheck;
using Shouldly;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Images;

public sealed class ReferenceGrammarProperties
{
    private static readonly Gen<string> Word = Gen.Char["abcxyz019"].Array[1, 6].Select(c => new string(c));

    private static readonly Gen<string> Component = Gen.Select(Word, Gen.OneOf(".", "_", "__", "-", "---"), Word, Gen.Bool)
        .Select((a, separator, b, both) => both ? a + separator + b : a);

    private static readonly Gen<string> Registry = Gen.OneOf(
        Gen.OneOf("docker.io", "index.docker.io", "localhost", "localhost:5000", "[::1]:80", "127.0.0.1:5000"),
        Gen.Select(Word, Word, (a, b) => $"{a}.{b}"),
        Gen.Select(Word, Gen.Int[1, 65535], (a, port) => $"{a}:{port}"));

    private static readonly Gen<ImageRepository> Repository = Gen.Select(Registry, Component.Array[0, 4], Component)
        .Select((registry, owners, name) => new ImageRepository(registry, string.Join('/', owners), name));

    private static readonly Gen<Tag?> SomeTag = Gen.Select(Gen.Char["abcXYZ019_"], Gen.Char["abcXYZ019_.-"].Array[0, 127], Gen.Bool)
        .Select((first, rest, has) => has ? new Tag(first + new string(rest)) : null);

    private static readonly Gen<Digest?> SomeDigest = Gen.Select(Gen.Char["0123456789abcdef"].Array[64], Gen.Bool)
        .Select((hex, has) => has ? new Digest("sha256:" + new string(hex)) : null);

    private static readonly Gen<string> Noise = Gen.OneOf(
        Gen.String,
        Gen.Char["ab/:@.-_A0 []é\ud800\n"].Array[0, 40].Select(c => new string(c)));

    [Fact]
    public void What_is_written_is_read_back_the_same() =>
        Gen.Select(Repository, SomeTag, SomeDigest).Sample((repository, tag, digest) =>
        {
            var reference = new ImageReference(repository, tag, digest);

            ImageReference.TryParse(reference.ToString(), out var read, out var problem).ShouldBeTrue($"{reference}: {problem}");
            read.ShouldBe(reference);
        });

    [Fact]
    public void Any_text_is_read_or_refused_with_a_reason_of_one_line() =>
        Noise.Sample(text =>
        {
            if (ImageReference.TryParse(text, out var reference, out var problem))
            {
                ImageReference.Parse(reference.ToString()).ShouldBe(reference);
            }
            else
            {
                problem.ShouldNotBeNullOrEmpty();
                problem.Any(char.IsControl).ShouldBeFalse();
                problem.Length.ShouldBeLessThan(600);
            }
        });

    [Fact]
    public void Any_address_is_read_or_refused_with_a_reason_of_one_line() =>
        Gen.Select(Gen.OneOf("", "https://hub.docker.com/", "hub.docker.com/r/", "docker.io/", "https://"), Noise).Sample((start, rest) =>
        {
            if (!DockerHubRepositoryUrl.TryParse(start + rest, out _, out var problem))
            {
                problem.ShouldNotBeNullOrEmpty();
                problem.Any(char.IsControl).ShouldBeFalse();
            }
        });
}
