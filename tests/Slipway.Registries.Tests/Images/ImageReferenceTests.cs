using Shouldly;
using Slipway.Registries.Images;
using Xunit;

namespace Slipway.Registries.Tests.Images;

public sealed class ImageReferenceTests
{
    private const string Sha = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx", "docker.io", "library", "nginx", null, null, "nginx")]
    [InlineData("library/nginx", "docker.io", "library", "nginx", null, null, "nginx")]
    [InlineData("docker.io/nginx:1", "docker.io", "library", "nginx", "1", null, "nginx:1")]
    [InlineData("index.docker.io/acme/web", "docker.io", "acme", "web", null, null, "acme/web")]
    [InlineData("acme/web:1.0.0", "docker.io", "acme", "web", "1.0.0", null, "acme/web:1.0.0")]
    [InlineData("acme/web@" + Sha, "docker.io", "acme", "web", null, Sha, "acme/web@" + Sha)]
    [InlineData("acme/web:1@" + Sha, "docker.io", "acme", "web", "1", Sha, "acme/web:1@" + Sha)]
    [InlineData("localhost/a", "localhost", "", "a", null, null, "localhost/a")]
    [InlineData("localhost:5000/a/b", "localhost:5000", "a", "b", null, null, "localhost:5000/a/b")]
    [InlineData("localhost:5000", "docker.io", "library", "localhost", "5000", null, "localhost:5000")]
    [InlineData("registry:5000/a", "registry:5000", "", "a", null, null, "registry:5000/a")]
    [InlineData("[::1]:5000/a/b:c", "[::1]:5000", "a", "b", "c", null, "[::1]:5000/a/b:c")]
    [InlineData("Ghcr.IO/a/b/c/d:V1", "ghcr.io", "a/b/c", "d", "V1", null, "ghcr.io/a/b/c/d:V1")]
    [InlineData("docker.io/foo.bar/web", "docker.io", "foo.bar", "web", null, null, "docker.io/foo.bar/web")]
    [InlineData("a/b__c.d---e_f", "docker.io", "a", "b__c.d---e_f", null, null, "a/b__c.d---e_f")]
    [InlineData("a/b:_x.-", "docker.io", "a", "b", "_x.-", null, "a/b:_x.-")]
    public void A_reference_is_read_by_dockers_rules(string text, string registry, string owner, string name, string? tag, string? digest, string written)
    {
        ImageReference.TryParse(text, out var reference, out var problem).ShouldBeTrue(problem);

        reference!.Repository.ShouldBe(new ImageRepository(registry, owner, name));
        reference.Repository.Registry.ShouldBe(registry);
        reference.Repository.Namespace.ShouldBe(owner);
        reference.Tag?.Value.ShouldBe(tag);
        (reference.Tag is null).ShouldBe(tag is null);
        (reference.Digest?.Value).ShouldBe(digest);
        reference.ToString().ShouldBe(written);
        ImageReference.Parse(written).ShouldBe(reference);
    }

    [Theory]
    [InlineData(null, "empty")]
    [InlineData("", "empty")]
    [InlineData(" ", "' ' at position 1")]
    [InlineData("acme/web ", "' ' at position 9")]
    [InlineData("Acme/Web", "did you mean 'acme/web'?")]
    [InlineData("acme//web", "'/' at position 6")]
    [InlineData("/web", "'/' at position 1")]
    [InlineData("reg.io//web", "'/' at position 1")]
    [InlineData("reg.io/", "the repository name is empty")]
    [InlineData("acme/", "ends in '/'")]
    [InlineData("acme/-web", "'-' at position 6")]
    [InlineData("acme/web-", "'-' at position 9")]
    [InlineData("acme/we___b", "'_' at position 10")]
    [InlineData("acme/w..b", "'.' at position 8")]
    [InlineData("acme/wéb", "at position 7")]
    [InlineData("acme/web:", "the tag is empty")]
    [InlineData("acme/web:.1", "no tag")]
    [InlineData("acme/web:-1", "no tag")]
    [InlineData("acme/web:a:b", "':' at position 9")]
    [InlineData("acme/web:a b", "' ' at position 2")]
    [InlineData("acme/web:1;reboot", "';' at position 2")]
    [InlineData("acme/web@", "no digest")]
    [InlineData("acme/web@latest", "no digest")]
    [InlineData("acme/web@sha256:abc", "64 lower-case")]
    [InlineData("acme/web@SHA256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "no digest")]
    [InlineData("acme/web@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef", "64 lower-case")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "image's id")]
    [InlineData("reg.io:0/a", "1 to 65535")]
    [InlineData("reg.io:65536/a", "1 to 65535")]
    [InlineData("reg.io:/a", "1 to 65535")]
    [InlineData("-reg.io/a", "no registry")]
    [InlineData("reg..io/a", "no registry")]
    [InlineData("https://docker.io/a", "no registry")]
    [InlineData("user:pw@reg.io/a", "no digest")]
    [InlineData("../../etc/passwd", "no registry")]
    public void What_is_no_reference_is_told_what_would_be_right(string? text, string expected)
    {
        ImageReference.TryParse(text, out var reference, out var problem).ShouldBeFalse();

        reference.ShouldBeNull();
        problem.ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public void Lengths_are_bounded_where_the_specification_bounds_them()
    {
        ImageRepository.TryParse("docker.io/a/" + new string('b', 243), out _).ShouldBeTrue();
        ImageRepository.TryParse("docker.io/a/" + new string('b', 244), out _, out var problem).ShouldBeFalse();
        problem.ShouldContain("makes a name of 256 characters");
        ImageRepository.TryParse("a/" + new string('b', 244), out _).ShouldBeFalse();
        ImageRepository.TryParse(new string('b', 237), out _).ShouldBeTrue();
        ImageRepository.TryParse(new string('b', 238), out _).ShouldBeFalse();
        Tag.TryParse(new string('a', 128), out _).ShouldBeTrue();
        Tag.TryParse(new string('a', 129), out _, out problem).ShouldBeFalse();
        problem.ShouldContain("at most 128");
        ImageReference.TryParse(new string('a', 10_000_000), out _, out problem).ShouldBeFalse();
        problem.Length.ShouldBeLessThan(300);
    }

    [Theory]
    [InlineData("sha512:", 128, true)]
    [InlineData("sha384:", 96, true)]
    [InlineData("blake3:", 64, true)]
    [InlineData("sha512:", 64, false)]
    [InlineData("multihash+b58:", 40, true)]
    [InlineData("multihash+b58:", 31, false)]
    [InlineData("a++b:", 40, false)]
    [InlineData("1a:", 40, false)]
    [InlineData("a+:", 40, false)]
    [InlineData(":", 64, false)]
    public void A_digest_has_the_digits_that_its_algorithm_makes(string algorithm, int digits, bool expected) =>
        Digest.TryParse(algorithm + new string('a', digits), out _).ShouldBe(expected);

    [Fact]
    public void A_value_that_breaks_the_grammar_cannot_be_made()
    {
        Should.Throw<ArgumentException>(() => new Tag("a b"));
        Should.Throw<ArgumentException>(() => new Digest("latest"));
        Should.Throw<ArgumentException>(() => new ImageRepository("docker.io", "acme", "web/more"));
        Should.Throw<ArgumentException>(() => new ImageRepository("acme", "acme", "web"));
        Should.Throw<FormatException>(() => ImageReference.Parse("a b"));
    }
}
