using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Shouldly;
using Slipway.Pipelines.Documents;
using Slipway.Pipelines.TaskTypes;
using Xunit;

namespace Slipway.Pipelines.Tests.Documents;

public sealed class RoundTripTests
{
    private static readonly Gen<string> Words = Gen.OneOf(
        Gen.OneOf<string>("a", "Build", "roll-out 1", "YES", "no", "on", "true", "null", "~", "5", "007", "1.10", "1e3", "0x1F", "1_000", "12:30", "2024-01-31", ".inf", "-", "--- x", "...", "=", "<<", "?", ":", "- a", "a: b", "a #b", "#a", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "'", "\"", "a'b", "{a}", "[a]", "a,b", " a", "a ", "ä ☃ 😀"),
        Gen.OneOf<string>("line\nline", "line\n", "\nline", "line\n\nline\n", "line\n\n", "a\r\nb\r\n", "  indented\nless", "a\n  b\n", "tab\there", "\ttab", "a \nb", "trailing \n", "\n", " ", "#c\n#d\n", "---\na\n", "\u0085", "\u2028", "\u00A0", "\uFEFF", "\a\0", "x: |\n  y\n", "key:\n- a\n", "\\", "\\n", "%\n", "a\n\tb"),
        Gen.String[Gen.Char[" \n\t:#-'\"ab0.,[]{}&*!|>%@\\é\r"], 0, 12]);

    private static readonly Gen<string> Names = Words.Where(w => w.Length > 0);

    private static readonly Gen<JsonNode?> Scalars = Gen.OneOf(
        Words.Select(JsonNode? (w) => JsonValue.Create(w)),
        Gen.Long.Select(JsonNode? (n) => JsonValue.Create(n)),
        Gen.OneOf<string>("1.0", "1.10", "-0", "1e3", "2.5E-7", "123456789012345678901234567890", "true", "false", "null").Select(JsonNode? (j) => JsonNode.Parse(j)));

    private static readonly Gen<JsonNode?> Values = Gen.Recursive<JsonNode?>((depth, inner) => depth > 3
        ? Scalars
        : Gen.OneOf(Scalars, inner.Array[0, 3].Select(JsonNode? (items) => new JsonArray([.. items.Select(i => i?.DeepClone())])), Map(inner).Select(JsonNode? (m) => m)));

    private static readonly Gen<string?> Conditions = Gen.OneOf<string?>(null, "", "true", "${requestBy} != \"admin\"\n&&\n!false", "'a: b' == \"#c\"\r\n");

    private static readonly Gen<TimeSpan> Delays = Gen.Int[1, 86_400].Select(seconds => TimeSpan.FromSeconds(seconds));

    private static readonly Gen<Retry> Retries = Gen.Select(
        Gen.Int[2, Retry.MostAttempts], Gen.OneOf(Gen.Const(Retry.DefaultDelay), Delays), Gen.OneOf(Gen.Const(Retry.DefaultMaxDelay), Delays),
        (attempts, delay, most) => new Retry(attempts) { Delay = delay, MaxDelay = most });

    private static readonly Gen<(TimeSpan? Timeout, Retry? Retry, InterruptedTask OnInterrupt)> Trials = Gen.Select(
        Gen.Int[0, 2_592_000], Gen.Bool, Retries, Gen.Bool, Gen.Bool,
        (seconds, limited, retry, retries, again) => (limited && seconds > 0 ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null, retries ? retry : null, again ? InterruptedTask.Retry : InterruptedTask.Fail));

    private static readonly Gen<PipelineTask> Tasks = Gen.Select(
        Gen.OneOf<string>([.. KnownTaskTypes.All.Keys]), Conditions, Gen.Bool, Map(Values), Map(Values), Gen.Dictionary(Names, Words)[0, 2], Trials,
        (type, condition, ignore, input, other, endpoints, trials) => new PipelineTask
        {
            Type = type,
            PreCondition = condition,
            IgnoreFailure = ignore,
            Timeout = trials.Timeout,
            Retry = trials.Retry,
            OnInterrupt = trials.OnInterrupt,
            Input = input,
            Other = Other(other, "later"),
            Endpoints = new(endpoints),
        });

    private static readonly Gen<Pipeline> Pipelines = Gen.Select(
        Words, Gen.Bool, Gen.Int[1, 50], Words.Array[0, 3], Map(Values), Map(Values),
        Gen.Dictionary(Names, Gen.Select(Words, Gen.Bool))[0, 3],
        Gen.Dictionary(Names, Gen.Dictionary(Names.Where(n => !n.Contains(',', StringComparison.Ordinal) && n == n.Trim() && n.Length > 0), Tasks)[0, 3])[0, 3],
        (description, enabled, concurrency, texts, input, other, meta, stages) => new Pipeline
        {
            Project = "P",
            Name = "N " + description,
            Icon = texts.FirstOrDefault(),
            Description = description,
            State = enabled ? PipelineState.Enabled : PipelineState.Disabled,
            Concurrency = concurrency,
            Options = [.. texts],
            Tags = [.. texts.Reverse()],
            Input = Copy(input),
            InputMeta = new(meta.Select(m => KeyValuePair.Create(m.Key, new InputMeta(m.Value.Item1, m.Value.Item2)))),
            Other = Other(other, "later"),
            Starred = texts.Length is 0 ? null : new Starred(texts[0], null),
            OutputMeta = new(meta.Select(m => KeyValuePair.Create(m.Key, new OutputMeta(m.Value.Item1)))),
            Workspace = concurrency % 3 is 0 ? null : WorkspaceOf(description, enabled, concurrency, texts, other),
            Notifications = NotificationsOf(description, texts, input, [.. stages.Keys]),
            Rollbacks = [.. stages.Keys.Take(2).Select(stage => new Rollback { Stage = stage, Task = stages[stage].Keys.FirstOrDefault(t => !string.IsNullOrWhiteSpace(t)), Name = "undo", Inputs = Copy(input) }).Where(r => !string.IsNullOrWhiteSpace(r.Stage))],
            StageOrder = [.. stages.Keys.Reverse()],
            Stages = new(stages.Select(s => KeyValuePair.Create(s.Key, new Stage { Tasks = new(s.Value), TaskOrder = [.. s.Value.Keys] }))),
        });

    private static readonly Gen<Document> OtherKinds = Gen.Select(Words, Words, Map(Values), Gen.Bool, (text, more, values, flag) => (text, more, values, flag)).SelectMany(x => Gen.OneOf<Document>(
        new EndpointDocument { Project = "P", Name = "e" + x.text, Type = "k8s", Description = x.more, IsRestricted = x.flag, Properties = Copy(x.values), Other = Other(x.values, "later") },
        new VariableDocument { Project = "P", Name = "v" + x.text, Type = x.flag ? VariableType.Secret : VariableType.Regular, Value = x.more, Description = x.text },
        new CustomIntegrationDocument
        {
            Project = x.flag ? "P" : "",
            Name = "c" + x.text,
            Version = x.more,
            Runtime = "shell",
            Code = "echo" + x.more,
            InputProperties = [new("in" + x.text, "text", x.more) { PlaceHolder = x.text, DefaultValue = x.text, Required = x.flag, Bindable = !x.flag }],
            OutputProperties = [new("out" + x.text, "label", x.more)],
        },
        new DockerWebhookDocument
        {
            Project = "P",
            Name = "w" + x.text,
            Endpoint = "hub",
            Pipeline = "web",
            TagNamePattern = "v[0-9]+",
            Input = Copy(x.values),
            Enabled = x.flag,
            RefreshToken = x.flag ? null : x.more,
            Slug = x.text,
            Description = x.more,
        }));

    [Fact]
    public void Documents_of_the_other_kinds_read_as_they_were_written() => OtherKinds.Sample(
        document =>
        {
            var yaml = DocumentFile.Write(document);
            var again = ReadBack<Document>(yaml);
            again.GetType().ShouldBe(document.GetType());
            JsonNode.DeepEquals(DocumentJson.Write(again), DocumentJson.Write(document)).ShouldBeTrue(yaml);
            DocumentFile.Write(again).ShouldBe(yaml);
        },
        iter: 1_000);

    [Fact]
    public void What_was_written_reads_as_it_was() => Pipelines.Sample(
        pipeline =>
        {
            var yaml = DocumentFile.Write(pipeline);
            var again = ReadBack<Pipeline>(yaml);
            JsonNode.DeepEquals(DocumentJson.Write(again), DocumentJson.Write(pipeline)).ShouldBeTrue(yaml);
            TrialsOf(again).ShouldBe(TrialsOf(pipeline));
            DocumentFile.Write(again).ShouldBe(yaml);
        },
        iter: 1_000);

    [Fact]
    public void Json_reads_as_it_was_written_with_any_options_of_the_serializer() => Pipelines.Sample(
        pipeline =>
        {
            var snapshot = JsonSerializer.Serialize(pipeline, JsonSerializerOptions.Web);
            var again = JsonSerializer.Deserialize<Pipeline>(snapshot)!;
            JsonNode.DeepEquals(JsonNode.Parse(snapshot), DocumentJson.Write(pipeline)).ShouldBeTrue();
            JsonNode.DeepEquals(DocumentJson.Write(again), DocumentJson.Write(pipeline)).ShouldBeTrue();
        },
        iter: 1_000);

    [Fact]
    public void An_exported_document_survives_with_all_its_keys()
    {
        var read = DocumentFile.Read(Samples.Exported).Documents.ShouldHaveSingleItem();
        var again = ReadBack<Pipeline>(DocumentFile.Write(read));

        JsonNode.DeepEquals(DocumentJson.Write(again), DocumentJson.Write(read)).ShouldBeTrue();
        DocumentFile.Write([read, again]).ShouldBe(DocumentFile.Write(read) + DocumentFile.Write(again));
    }

    [Fact]
    public void Keys_are_in_the_order_of_an_export()
    {
        var keys = DocumentFile.Write(DocumentFile.Read(Samples.Exported).Documents[0]).Split('\n').Where(l => l.Length > 0 && char.IsLetter(l[0]) || l.StartsWith('_')).Select(l => l[..l.IndexOf(':', StringComparison.Ordinal)]);

        keys.ShouldBe(["project", "kind", "name", "icon", "enabled", "global", "description", "concurrency", "options", "input", "_inputMeta", "output", "workspace", "stageOrder", "stages", "notifications", "futureKey"]);
    }

    [Fact]
    public void The_text_is_plain_to_read_and_to_compare() =>
        DocumentFile.Write(DocumentFile.Read(Samples.Exported).Documents[0]).ShouldContain("""
              approve: 'YES'
              answer: 'no'
              switch: 'on'
              replicas: 5
              replicas text: '5'
              ratio: 1.10
              dry-run: true
              nothing: null
              DOCKER_TAG: ''
            """, Case.Sensitive);

    [Fact]
    public void A_snapshot_that_breaks_a_newer_check_still_reads()
    {
        var json = JsonSerializer.Serialize(new Pipeline { Project = "", Name = "", StageOrder = ["gone"], Output = new() { ["o"] = "${input.gone}" } });

        JsonSerializer.Deserialize<Pipeline>(json)!.StageOrder.ShouldBe(["gone"]);
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Pipeline>("""{"stages":[1]}""")).Message.ShouldContain("'stages'");
    }

    private static IEnumerable<(TimeSpan?, Retry?, InterruptedTask)> TrialsOf(Pipeline pipeline) =>
        pipeline.Stages.Values.SelectMany(s => s.Tasks.Values).Select(t => (t.Timeout, t.Retry, t.OnInterrupt));

    private static T ReadBack<T>(string yaml)
        where T : Document
    {
        var result = DocumentFile.Read(yaml);
        result.Diagnostics.Where(d => d.Severity is Severity.Error).ShouldBeEmpty(yaml);
        return result.Documents.ShouldHaveSingleItem().ShouldBeAssignableTo<T>()!;
    }

    private static Workspace WorkspaceOf(string text, bool flag, int number, string[] texts, JsonObject values) => new()
    {
        Type = flag ? Workspace.Docker : Workspace.Kubernetes,
        Endpoint = text,
        Image = text,
        Path = text,
        AutoCloneForTrigger = flag,
        Limits = new WorkspaceLimits(number / 10m, 4 + number),
        Cache = [.. texts.Where(t => !string.IsNullOrWhiteSpace(t))],
        EnvironmentVariables = Copy(values),
        CustomProperties = Copy(values),
    };

    private static Notifications NotificationsOf(string text, string[] texts, JsonObject values, string[] stages) => texts.Length is 0 ? new() : new()
    {
        Email = [new() { Event = NotificationEvent.Waiting, Endpoint = text, To = [.. texts], Subject = text, Body = text }],
        Jira = [new() { Event = NotificationEvent.Failure, Stage = stages.FirstOrDefault(s => !string.IsNullOrWhiteSpace(s)), IssueType = text, Summary = text, Assignee = text }],
        Webhook = [new() { Event = NotificationEvent.Success, Action = "patch", Url = text, Headers = Copy(values), Payload = text }],
    };

    private static OrderedDictionary<string, JsonNode?> Copy(JsonObject values) => new(values.Select(v => KeyValuePair.Create(v.Key, v.Value?.DeepClone())));

    private static Gen<JsonObject> Map(Gen<JsonNode?> values) =>
        Gen.Dictionary(Words, values)[0, 3].Select(d => new JsonObject(d.Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone()))));

    private static JsonObject? Other(JsonObject content, string key) => content.Count is 0 ? null : new JsonObject { [key] = content };
}
