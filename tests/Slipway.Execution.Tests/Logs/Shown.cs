using System.Text;
using Slipway.Execution.Logs;

namespace Slipway.Execution.Tests.Logs;

/// <summary>What comes through, as one text.</summary>
internal sealed class Shown : IPlainText
{
    private readonly StringBuilder text = new();

    public void Add(char c) => text.Append(c);

    public void Colour(string sgr) => text.Append(sgr);

    public override string ToString() => text.ToString();
}
