namespace Slipway.Execution.Nodes;

/// <summary>Ends the process when it may not go on.</summary>
public interface INodeEnd
{
    /// <summary>Ends it at once, with an error: whoever watches over it starts it anew.</summary>
    /// <param name="reason">Why, in a sentence for whoever reads the log.</param>
    void End(string reason);
}
