namespace Slipway.Pipelines;
public static class PipelineYaml { public static ReadResult Read(ReadOnlyMemory<byte> b) => new([], []); public static string Write(Pipeline p) => p.Name; }
