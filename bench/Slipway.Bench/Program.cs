using System.CommandLine;
using Slipway.Bench;
using Slipway.Bench.Subjects;

var bench = BenchCommand.Create();
bench.Add(SubjectCommand.Create());

try
{
    return await bench.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BenchException e)
{
    await Console.Error.WriteLineAsync($"bench: {e.Message}");
    return 1;
}
catch (OperationCanceledException)
{
    return 130;
}
