namespace Slipway.Cli.Validate.Files;

/// <summary>A file to read.</summary>
/// <param name="Name">As the person named it, or what a search found below that.</param>
/// <param name="Path">Where it is; null for standard input.</param>
internal sealed record FoundFile(string Name, string? Path);

/// <summary>Finds the files that a command line names.</summary>
internal static class FileSearch
{
    private const string StandardInput = "-";

    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    /// <summary>The files in the order they were named, those of a directory in the order of their names, none of them twice.</summary>
    public static (IReadOnlyList<FoundFile> Found, List<UnreadableFile> Unreadable) Find(IEnumerable<string> arguments)
    {
        var found = new List<FoundFile>();
        var unreadable = new List<UnreadableFile>();
        foreach (var argument in arguments)
        {
            if (argument is StandardInput)
            {
                found.Add(new FoundFile("<stdin>", null));
            }
            else if (argument.Length is 0)
            {
                unreadable.Add(new UnreadableFile("''", "the name is empty."));
            }
            else if (Directory.Exists(argument))
            {
                var before = found.Count + unreadable.Count;
                Search(argument, found, unreadable);
                if (found.Count + unreadable.Count == before)
                {
                    unreadable.Add(new UnreadableFile(argument, $"the directory has no file that ends in {string.Join(", ", Extensions)}"));
                }
            }
            else
            {
                found.Add(new FoundFile(argument, argument));
            }
        }

        return ([.. found.DistinctBy(f => f.Path is null ? StandardInput : Target(f.Path))], unreadable);
    }

    /// <summary>
    /// Hidden files and directories are left out, and directories that are links, as grep -r does: a link may lead back to where it is.
    /// </summary>
    private static void Search(string directory, List<FoundFile> found, List<UnreadableFile> unreadable)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.')).OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                var name = Path.Combine(directory, entry.Name);
                if (entry is DirectoryInfo)
                {
                    if (entry.LinkTarget is null)
                    {
                        Search(name, found, unreadable);
                    }
                }
                else if (Extensions.Contains(entry.Extension, StringComparer.OrdinalIgnoreCase))
                {
                    found.Add(new FoundFile(name, name));
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unreadable.Add(new UnreadableFile(directory, FileReading.Why(e)));
        }
    }

    /// <summary>The file itself, whatever links name it.</summary>
    private static string Target(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return full;
        }
    }
}
