using Slipway.Projects.Access;
using Slipway.Projects.Listing;
using Slipway.Server.Access;

namespace Slipway.Server.Resources;

/// <summary>What is fixed about one kind of resource.</summary>
/// <param name="DocumentKind">What <c>kind</c> says in its documents, such as <c>VARIABLE</c>.</param>
/// <param name="Plural">The last part of its path, such as <c>variables</c>, and the parameter of an export that names some of them.</param>
/// <param name="ImportOrder">Which comes first when a file brings several kinds: what is named comes before what names it.</param>
/// <param name="Fields">By what lists can be filtered and ordered.</param>
/// <param name="Permission">What one needs to change them.</param>
/// <param name="Resource">What a route names by <c>{id}</c>.</param>
internal sealed record KindFacts(string DocumentKind, string Plural, int ImportOrder, ListFields Fields, Permission Permission, Resource Resource)
{
    /// <summary>As a sentence says it, with its article.</summary>
    public string ANoun => "aeiou".Contains(Resource.Noun[0], StringComparison.Ordinal) ? $"an {Resource.Noun}" : $"a {Resource.Noun}";
}
