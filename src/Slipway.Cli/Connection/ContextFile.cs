using System.Text.Json;

namespace Slipway.Cli.Connection;

/// <summary>
/// Where contexts are kept: <c>$XDG_CONFIG_HOME/slipway/config.json</c>, else <c>~/.config/slipway/config.json</c>
/// (XDG Base Directory Specification). Only its owner may read it, for it holds tokens.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class ContextFile(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private static readonly JsonSerializerOptions Options = new() { WriteIndented = true, NewLine = "\n" };

    public string Path => path;

    public static ContextFile Of(Shell shell)
    {
        // The specification has relative paths ignored.
        var home = shell.Setting("XDG_CONFIG_HOME") is { } xdg && System.IO.Path.IsPathRooted(xdg)
            ? xdg
            : System.IO.Path.Combine(shell.Setting("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config");
        return new ContextFile(System.IO.Path.Combine(home, "slipway", "config.json"));
    }

    /// <summary>What a person should know about the file; null when all is well.</summary>
    public string? Remark() =>
        !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0
            ? $"warning: others on this machine can read the tokens in {path}. Take that from them: chmod 600 {path}"
            : null;

    /// <exception cref="CommandException">The file is there and cannot be understood.</exception>
    public async Task<Contexts> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var contexts = JsonSerializer.Deserialize<Contexts>(await File.ReadAllTextAsync(path, cancellationToken), Options) ?? Contexts.None;
            return contexts.Saved.Any(saved => saved.Value is not { Server.IsAbsoluteUri: true, Token: not null }) ? throw new JsonException("a context lacks its server or its token") : contexts;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Contexts.None;
        }
        catch (JsonException e)
        {
            // What System.Text.Json says of a text never quotes it beyond one character.
            throw new CommandException($"cannot understand {path}: {e.Message} Mend it, or delete it and sign in anew: slipway login");
        }
    }

    /// <summary>Replaces the file as a whole: whoever reads it meanwhile sees the old or the new one.</summary>
    public async Task WriteAsync(Contexts contexts, CancellationToken cancellationToken)
    {
        var directory = System.IO.Path.GetDirectoryName(path)!;
        var next = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            await using (var stream = new FileStream(next, options))
            {
                await JsonSerializer.SerializeAsync(stream, contexts, Options, cancellationToken);
            }

            File.Move(next, path, overwrite: true);
        }
        finally
        {
            File.Delete(next);
        }
    }
}
