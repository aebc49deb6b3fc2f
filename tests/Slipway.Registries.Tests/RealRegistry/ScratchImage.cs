using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Slipway.Registries.Tests.RealRegistry;

/// <summary>An image made from nothing: one file in one layer, as a directory that other programs read (OCI image layout). Another text is another image.</summary>
internal sealed class ScratchImage : IDisposable
{
    private const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    private const string Index = "application/vnd.oci.image.index.v1+json";

    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("slipway-image-");

    private ScratchImage()
    {
    }

    /// <summary>The digest of its manifest, or of its index.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>What is in the index, one of each architecture; empty for an image of one.</summary>
    public IReadOnlyList<string> Parts { get; private set; } = [];

    /// <summary>The layout's directory.</summary>
    public string Path => home.FullName;

    /// <summary>Makes one.</summary>
    /// <param name="text">What is in it.</param>
    /// <param name="architectures">None for an image of one architecture, else an index of these.</param>
    public static ScratchImage Of(string text, params string[] architectures)
    {
        var image = new ScratchImage();
        image.Write(text, architectures);
        return image;
    }

    public void Dispose() => home.Delete(recursive: true);

    private void Write(string text, string[] architectures)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "blobs", "sha256"));
        var layer = Layer(text);
        JsonObject top;
        if (architectures.Length == 0)
        {
            top = WriteManifest(layer, "amd64");
        }
        else
        {
            var parts = architectures.Select(architecture =>
            {
                var part = WriteManifest(layer, architecture);
                part["platform"] = new JsonObject { ["architecture"] = architecture, ["os"] = "linux" };
                return part;
            }).ToList();
            Parts = [.. parts.Select(part => part["digest"]!.GetValue<string>())];
            top = WriteBlob(Index, Json(new JsonObject { ["schemaVersion"] = 2, ["mediaType"] = Index, ["manifests"] = new JsonArray([.. parts]) }));
        }

        Digest = top["digest"]!.GetValue<string>();
        File.WriteAllText(System.IO.Path.Combine(Path, "oci-layout"), """{"imageLayoutVersion":"1.0.0"}""");
        File.WriteAllBytes(System.IO.Path.Combine(Path, "index.json"), Json(new JsonObject { ["schemaVersion"] = 2, ["manifests"] = new JsonArray(top) }));
    }

    private JsonObject WriteManifest((byte[] Tar, byte[] Packed) layer, string architecture)
    {
        var config = WriteBlob("application/vnd.oci.image.config.v1+json", Json(new JsonObject
        {
            ["architecture"] = architecture,
            ["os"] = "linux",
            ["config"] = new JsonObject(),
            ["rootfs"] = new JsonObject { ["type"] = "layers", ["diff_ids"] = new JsonArray(Hash(layer.Tar)) },
        }));
        return WriteBlob(Manifest, Json(new JsonObject
        {
            ["schemaVersion"] = 2,
            ["mediaType"] = Manifest,
            ["config"] = config,
            ["layers"] = new JsonArray(WriteBlob("application/vnd.oci.image.layer.v1.tar+gzip", layer.Packed)),
        }));
    }

    private JsonObject WriteBlob(string mediaType, byte[] bytes)
    {
        var digest = Hash(bytes);
        File.WriteAllBytes(System.IO.Path.Combine(Path, "blobs", "sha256", digest["sha256:".Length..]), bytes);
        return new JsonObject { ["mediaType"] = mediaType, ["digest"] = digest, ["size"] = bytes.Length };
    }

    // Packed already: what is pushed is then, byte for byte, what is here, and so is its digest.
    private static (byte[] Tar, byte[] Packed) Layer(string text)
    {
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
        {
            writer.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "hello.txt") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)), ModificationTime = DateTimeOffset.UnixEpoch });
        }

        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(tar.ToArray());
        }

        return (tar.ToArray(), packed.ToArray());
    }

    private static byte[] Json(JsonObject document) => JsonSerializer.SerializeToUtf8Bytes(document);

    private static string Hash(byte[] bytes) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
