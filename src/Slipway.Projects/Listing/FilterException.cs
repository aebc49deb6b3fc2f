namespace Slipway.Projects.Listing;

/// <summary>Ends the reading of a filter from any depth. It never leaves <see cref="ListFilter"/>.</summary>
internal sealed class FilterException(string message, int position) : Exception(message)
{
    public int Position => position;
}
