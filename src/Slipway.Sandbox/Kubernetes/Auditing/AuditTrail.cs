using System.Text.Json;

namespace Slipway.Sandbox.Kubernetes.Auditing;

/// <summary>Every client write in order: in memory, and as one JSON line each in a file that another process may read meanwhile.</summary>
internal sealed class AuditTrail : IDisposable
{
    private static readonly JsonSerializerOptions LineOptions = new(JsonSerializerDefaults.Web);

    private readonly Lock gate = new();
    private readonly List<AuditEntry> entries = [];
    private readonly FileStream? file;

    public AuditTrail(string? path) =>
        file = path is null ? null : new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);

    public IReadOnlyList<AuditEntry> Entries
    {
        get
        {
            lock (gate)
            {
                return [.. entries];
            }
        }
    }

    public void Append(Func<long, AuditEntry> make)
    {
        lock (gate)
        {
            var entry = make(entries.Count + 1);
            entries.Add(entry);
            if (file is not null)
            {
                // One write for the whole line: a reader never sees half of one.
                file.Write([.. JsonSerializer.SerializeToUtf8Bytes(entry, LineOptions), (byte)'\n']);
                file.Flush();
            }
        }
    }

    public void Dispose() => file?.Dispose();
}
