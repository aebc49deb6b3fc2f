using System.Text.Json.Nodes;
using Shouldly;
using Slipway.Pipelines;
using Slipway.Server.Pipelines.Editor.Model;
using Xunit;

namespace Slipway.Server.Tests.Pipelines.Editor;

public sealed class ModelEditsTests
{
    private const string Written = """
        project: acme
        kind: PIPELINE
        name: Deploy
        output: {seen: '${Build.Push.output.responseCode}'}
        stageOrder: [Build, Roll out]
        stages:
          Build:
            taskOrder: ['Lint,Push', Note]
            tasks:
              Lint: {type: REST, input: {action: get, url: 'https://example.test/lint'}}
              Push: {type: REST, input: {action: get, url: 'https://example.test/push'}}
              Note: {type: REST, preCondition: '"${Build.Push.status}" == "COMPLETED"', input: {action: post, url: 'https://example.test', payload: "$${Build.Push.output.x} ${ Build['Push'].output.responseBody } ${var.Build.Push} ${Build."}}
          Roll out:
            taskOrder: [Apply]
            tasks:
              Apply: {type: REST, note: mine, input: {action: get, url: 'https://example.test/${Build.status}/${Build.Push.output.responseCode}', extra: [1, 2]}}
        notifications:
          email: [{event: FAILURE, stage: Build, task: Push, endpoint: Mail, to: [ops@example.test], subject: '${Build.Push.output.responseCode}', body: b}]
        rollbacks:
        - {stage: Build, task: Push, name: Undo}
        - {stage: Roll out, name: Undo}
        """;

    [Fact]
    public void A_task_that_gets_another_name_is_named_so_wherever_it_is_read_and_nothing_else_changes()
    {
        var renamed = Read().RenameTask("Build", "Push", "Ship it");

        renamed.Stages["Build"].TaskOrder.ShouldBe(["Lint,Ship it", "Note"]);
        renamed.Stages["Build"].Tasks.Keys.ShouldBe(["Lint", "Ship it", "Note"]);
        renamed.Output["seen"]!.ToString().ShouldBe("${Build.Ship it.output.responseCode}");
        var note = renamed.Stages["Build"].Tasks["Note"];
        note.PreCondition.ShouldBe("\"${Build.Ship it.status}\" == \"COMPLETED\"");
        note.Input["payload"]!.ToString().ShouldBe("$${Build.Push.output.x} ${ Build['Ship it'].output.responseBody } ${var.Build.Push} ${Build.");
        renamed.Notifications.Email.Single().Task.ShouldBe("Ship it");
        renamed.Notifications.Email.Single().Subject.ShouldBe("${Build.Ship it.output.responseCode}");
        renamed.Rollbacks[0].Task.ShouldBe("Ship it");
        DocumentFile.Write(renamed.RenameTask("Build", "Ship it", "Push")).ShouldBe(DocumentFile.Write(Read()));
    }

    [Fact]
    public void A_stage_that_gets_another_name_is_named_so_wherever_it_or_its_tasks_are_read()
    {
        var renamed = Read().RenameStage("Build", "Make");

        renamed.StageOrder.ShouldBe(["Make", "Roll out"]);
        renamed.Stages.Keys.ShouldBe(["Make", "Roll out"]);
        renamed.Stages["Roll out"].Tasks["Apply"].Input["url"]!.ToString().ShouldBe("https://example.test/${Make.status}/${Make.Push.output.responseCode}");
        renamed.Rollbacks.Select(rollback => rollback.Stage).ShouldBe(["Make", "Roll out"]);
        HasErrors(renamed).ShouldBeFalse();
    }

    [Theory]
    [InlineData("Push.it", "A task's name cannot have '.': letters, digits, spaces, '-' and '_' it can.")]
    [InlineData("Lint", "Stage 'Build' has a task 'Lint' already.")]
    [InlineData(" ", "A task needs a name.")]
    [InlineData("Push", null)]
    [InlineData("Größe_1-a b", null)]
    public void A_name_that_cannot_be_is_told_and_not_taken(string name, string? wrong)
    {
        var pipeline = Read();

        pipeline.WrongTask("Build", "Push", name).ShouldBe(wrong);
        pipeline.RenameTask("Build", "Push", name).Stages["Build"].Tasks.ContainsKey(name).ShouldBe(wrong is null || name == "Lint");
        pipeline.WrongStage("Build", "input").ShouldNotBeNull();
    }

    [Fact]
    public void Tasks_are_added_after_before_and_beside_others()
    {
        var pipeline = Read().AddTask(new Slot("Build", Slot.End, IsBeside: false), out var last).AddTask(new Slot("Build", 0, IsBeside: false), out var first).AddTask(new Slot("Build", 1, IsBeside: true), out var beside);

        (last, first, beside).ShouldBe(("Task0", "Task1", "Task2"));
        pipeline.Stages["Build"].TaskOrder.ShouldBe(["Task1", "Lint,Push,Task2", "Note", "Task0"]);
    }

    [Fact]
    public void A_task_that_moves_to_another_stage_keeps_what_it_does_and_what_reads_it_follows()
    {
        var moved = Read().MoveTask("Build", "Push", new Slot("Roll out", 0, IsBeside: false), out var name);

        name.ShouldBe("Push");
        moved.Stages["Build"].TaskOrder.ShouldBe(["Lint", "Note"]);
        moved.Stages["Build"].Tasks.Keys.ShouldBe(["Lint", "Note"]);
        moved.Stages["Roll out"].TaskOrder.ShouldBe(["Push", "Apply"]);
        moved.Stages["Roll out"].Tasks["Apply"].Input["url"]!.ToString().ShouldEndWith("${Build.status}/${Roll out.Push.output.responseCode}");
        moved.Rollbacks[0].Stage.ShouldBe("Roll out");
        Read().AddStage(out var stage).AddTask(new Slot(stage, 0, IsBeside: false), out var other).RenameTask(stage, other, "Push")
            .MoveTask("Build", "Push", new Slot(stage, 0, IsBeside: true), out var renamed).Stages[stage].TaskOrder.ShouldBe(["Push,Push 2"]);
        renamed.ShouldBe("Push 2");
    }

    [Theory]
    [InlineData("Push", TaskMove.Earlier, "Push|Lint|Note")]
    [InlineData("Push", TaskMove.Later, "Lint|Push|Note")]
    [InlineData("Note", TaskMove.Earlier, "Note|Lint,Push")]
    [InlineData("Note", TaskMove.Beside, "Lint,Push,Note")]
    [InlineData("Note", TaskMove.Later, null)]
    [InlineData("Note", TaskMove.StageBefore, null)]
    [InlineData("Lint", TaskMove.Beside, null)]
    public void A_task_moves_step_by_step(string task, TaskMove move, string? order)
    {
        var pipeline = Read();

        var slot = move.Leads(pipeline, "Build", task);

        (slot is null ? null : string.Join('|', pipeline.MoveTask("Build", task, slot, out _).Stages["Build"].TaskOrder)).ShouldBe(order);
    }

    [Fact]
    public void Stages_move_are_copied_and_are_taken_out_with_what_is_about_them()
    {
        Read().MoveStage("Build", TaskMoves.Turn(Read(), "Build", 1)!.Value).StageOrder.ShouldBe(["Roll out", "Build"]);
        TaskMoves.Turn(Read(), "Roll out", 1).ShouldBeNull();

        var copied = Read().CopyStage("Build", out var copy);
        copied.StageOrder.ShouldBe(["Build", "Build copy", "Roll out"]);
        copied.Stages[copy].Tasks["Note"].PreCondition.ShouldBe("\"${Build copy.Push.status}\" == \"COMPLETED\"");
        copied.Stages["Build"].Tasks["Note"].PreCondition.ShouldBe("\"${Build.Push.status}\" == \"COMPLETED\"");

        var without = Read().RemoveStage("Build");
        without.StageOrder.ShouldBe(["Roll out"]);
        without.Notifications.IsEmpty.ShouldBeTrue();
        without.Rollbacks.ShouldHaveSingleItem().Stage.ShouldBe("Roll out");
        Read().RemoveTask("Build", "Lint").Rollbacks.Length.ShouldBe(2);
        Read().RemoveTask("Build", "Push").Rollbacks.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_field_that_is_left_empty_is_gone_and_what_the_form_does_not_know_stays()
    {
        var task = Read().FindTask("Roll out", "Apply")!;

        task.With(["action"], null).Input.Select(entry => entry.Key).ShouldBe(["url", "extra"]);
        var grouped = task.With(["exitCriteria", "success"], JsonValue.Create("status == 'DONE'"));
        grouped.Find(["exitCriteria", "success"])!.ToString().ShouldBe("status == 'DONE'");
        DocumentJson.Write(Read() with { Stages = new() { ["S"] = new Stage { Tasks = new() { ["T"] = grouped.With(["exitCriteria", "success"], null) } } } })["stages"]!["S"]!["tasks"]!["T"]!
            .ToJsonString().ShouldBe(DocumentJson.Write(Read())["stages"]!["Roll out"]!["tasks"]!["Apply"]!.ToJsonString());
    }

    [Fact]
    public void What_is_not_configured_yet_is_written_and_read_again_and_its_task_says_so()
    {
        var text = DocumentFile.Write(Read().AddTask(new Slot("Build", 0, IsBeside: true), out var name));
        var read = DocumentFile.Read(text);

        read.Documents.ShouldBeEmpty();
        DocumentFile.Write(read.Sketch!).ShouldBe(text);
        var said = read.Diagnostics.Single(diagnostic => diagnostic.Code == DiagnosticCodes.TaskWithoutType);
        said.IsAbout("stages", "Build", "tasks", name).ShouldBeTrue();
        said.IsAbout("stages", "Build", "tasks", "Lint").ShouldBeFalse();
    }

    [Theory]
    [InlineData("Build.Push", "Build", "Push")]
    [InlineData("Build.Nope", null, null)]
    [InlineData("Build", null, null)]
    public void The_address_tells_which_task_is_chosen(string address, string? stage, string? task)
    {
        Selected.Find(Read(), null, address).ShouldBe(stage is null ? null : new Selected(stage, task));
        Selected.Query(Selected.Find(Read(), "Roll out", null))["stage"].ShouldBe("Roll out");
    }

    private static bool HasErrors(Pipeline pipeline) => DocumentFile.Read(DocumentFile.Write(pipeline)).HasErrors;

    private static Pipeline Read()
    {
        var read = DocumentFile.Read(Written);
        read.HasErrors.ShouldBeFalse(string.Join('\n', read.Diagnostics));
        return (Pipeline)read.Documents.Single();
    }
}
