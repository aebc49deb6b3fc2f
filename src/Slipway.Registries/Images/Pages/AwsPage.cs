namespace Slipway.Registries.Images.Pages;

/// <summary>
/// The console of AWS: <c>https://eu-west-1.console.aws.amazon.com/ecr/repositories/private/123456789012/acme/web?region=eu-west-1</c>, and with an
/// image <c>…/acme/web/_/image/sha256:…/details</c>. The images are at <c>123456789012.dkr.ecr.eu-west-1.amazonaws.com</c>.
/// </summary>
internal static class AwsPage
{
    private const string Console = "console.aws.amazon.com";
    private const string Example = "give the repository's URI, such as '123456789012.dkr.ecr.eu-west-1.amazonaws.com/acme/web'";
    private const int AccountDigits = 12;
    private const int MaxRegion = 32;

    public static PlaceOnPage? Read(PageAddress page)
    {
        if (page.Host != Console && !page.Host.EndsWith($".{Console}", StringComparison.Ordinal))
        {
            return null;
        }

        var region = page.Host == Console ? page.Parameter("region") ?? "" : page.Host[..^(Console.Length + 1)];
        return page.Segments switch
        {
            ["ecr", "repositories", "private", var account, _, ..] when IsAccount(account) && IsRegion(region) =>
                new PlaceOnPage.Repository($"{account}.dkr.ecr.{region}.amazonaws.com", Name(page)),
            ["ecr", "repositories", "private", _, ..] => new PlaceOnPage.Nowhere($"this page of AWS's console does not say account, region and repository; {Example}"),
            ["ecr", "repositories", "public", ..] => new PlaceOnPage.Nowhere($"this is a public repository's page; {Example}"),
            _ => new PlaceOnPage.Nowhere($"this is no repository's page of AWS's console; {Example}"),
        };
    }

    private static string Name(PageAddress page)
    {
        var name = page.Rest(4, "_");
        var image = name.IndexOf("/image/sha256:", StringComparison.Ordinal);
        return image < 0 ? name : name[..image];
    }

    private static bool IsAccount(string text) => text.Length == AccountDigits && text.All(char.IsAsciiDigit);

    private static bool IsRegion(string text) => text.Length is > 0 and <= MaxRegion && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
