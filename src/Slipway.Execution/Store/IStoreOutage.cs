namespace Slipway.Execution.Store;

/// <summary>Knows a store that is away for a while, its server gone or its disk full, by the errors that it leaves. What ended by one of them is to be tried again.</summary>
public interface IStoreOutage
{
    /// <summary>Whether it was the store's being away that led to this error.</summary>
    bool Explains(Exception exception);
}
