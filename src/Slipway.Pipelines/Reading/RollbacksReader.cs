namespace Slipway.Pipelines.Reading;

/// <summary>Reads <c>rollbacks</c>.</summary>
internal static class RollbacksReader
{
    public static IEnumerable<Rollback> Read(MapReader pipeline) =>
        pipeline.Maps("rollbacks", $"a rollback of {pipeline.Owner}").Select(reader => new Rollback
        {
            Stage = reader.RequiredText("stage", "Write the stage that may fail."),
            Task = reader.Text("task") is { } task && !string.IsNullOrWhiteSpace(task) ? task : null,
            Name = reader.RequiredText("name", "Write the name of the pipeline that undoes it."),
            Inputs = reader.Values("inputs"),
            Other = reader.Rest(DocumentKeys.None, DocumentKeys.None),
        });
}
