using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines.Editing;
using Slipway.Pipelines.Tests.Fuzz;
using Xunit;

namespace Slipway.Pipelines.Tests.Editing;

/// <summary>Pipelines of all kinds of writing, changed at random places: the changed text has to mean what it was changed to.</summary>
public sealed class WrittenTextPropertyTests
{
    private const int Rounds = 400;

    [Fact]
    public void Whatever_changes_the_text_means_it_and_a_comment_beside_it_stays()
    {
        var seeds = Seeds.Yaml.Where(text => DocumentFile.Read(text).Sketch is not null).ToList();
        seeds.Count.ShouldBeGreaterThan(3);
        var random = new Random(20261126);
        var (commented, kept) = (0, 0);
        for (var round = 0; round < Rounds; round++)
        {
            var seed = seeds[random.Next(seeds.Count)];
            var isCommented = random.Next(2) == 0;
            var written = !isCommented ? seed : "# mine\n" + DocumentFile.Write(DocumentFile.Read(seed).Sketch!).Replace("\nstages:\n", "\n# all of them\nstages:\n", StringComparison.Ordinal);
            var before = DocumentFile.Read(written).Sketch!;
            var tree = DocumentJson.Write(before);
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                Change(Parts(tree).ElementAt(random.Next(Parts(tree).Count())), random);
            }

            if (DocumentJson.Read(tree).Sketch is not { } after)
            {
                continue;
            }

            var text = WrittenText.Change(written, after);

            DocumentFile.Write(DocumentFile.Read(text).Sketch.ShouldNotBeNull()).ShouldBe(DocumentFile.Write(after), written);
            commented += isCommented ? 1 : 0;
            kept += isCommented && text.Contains("# mine", StringComparison.Ordinal) && (text.Contains("# all of them", StringComparison.Ordinal) || after.Stages.Count == 0) ? 1 : 0;
        }

        kept.ShouldBeGreaterThan(commented * 9 / 10);
    }

    private static IEnumerable<JsonNode> Parts(JsonNode node) => node switch
    {
        JsonObject map => map.Select(pair => pair.Value).OfType<JsonNode>().SelectMany(Parts).Prepend(map),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Parts).Prepend(list),
        _ => [],
    };

    private static void Change(JsonNode part, Random random)
    {
        switch (part)
        {
            case JsonObject { Count: > 0 } map:
                var (key, value) = map.ElementAt(random.Next(map.Count));
                switch (random.Next(5))
                {
                    case 0 when map.Parent is not null:
                        map.Remove(key);
                        break;
                    case 1 when map.Parent is not null:
                        map.Remove(key);
                        map[$"{key} 2"] = value;
                        break;
                    case 2:
                        map.Remove(key);
                        map[key] = value;
                        break;
                    case 3 when value is JsonValue text && text.TryGetValue<string>(out _):
                        map[key] = $"changed # {random.Next(10)}: it's\n[new]";
                        break;
                    default:
                        map[$"new {random.Next(10)}"] = new JsonObject { ["a: b"] = 1, ["list"] = new JsonArray("x", new JsonObject { ["y"] = "" }) };
                        break;
                }

                break;
            case JsonArray { Count: > 0 } list:
                var at = random.Next(list.Count);
                var item = list[at];
                list.RemoveAt(at);
                if (random.Next(2) == 0)
                {
                    list.Insert(random.Next(list.Count + 1), item);
                }

                break;
        }
    }
}
