namespace Slipway.Execution.Logs;

/// <summary>
/// Where a task runner writes what people may want to read of its work. Nothing here waits or throws: what is too much, or what the database
/// does not take, is cut, and a note says so. Secrets are masked, also when they come in pieces.
/// </summary>
public interface ITaskLog
{
    /// <summary>A log that keeps nothing.</summary>
    static ITaskLog None { get; } = new Nothing();

    /// <summary>Takes text as a program prints it, in whatever pieces it comes. It is shown line by line, each when it has ended.</summary>
    void Write(ReadOnlySpan<char> text);

    /// <summary>Takes one whole line, or several. A line that was begun by <see cref="Write"/> ends here.</summary>
    void WriteLine(string line);

    /// <summary>From here on, masks these texts too, in every form: what the runner itself knows to be secret, such as an endpoint's password.</summary>
    void Hide(IEnumerable<string> secrets);

    private sealed class Nothing : ITaskLog
    {
        public void Write(ReadOnlySpan<char> text)
        {
        }

        public void WriteLine(string line)
        {
        }

        public void Hide(IEnumerable<string> secrets)
        {
        }
    }
}
