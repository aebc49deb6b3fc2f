using Shouldly;
using Slipway.Pipelines;
using Slipway.Server.Pipelines.Editor.Parts;
using Xunit;

namespace Slipway.Server.Tests.Pipelines.Editor;

public sealed class PartEditsTests
{
    private static Pipeline Deploy => new()
    {
        Project = "acme",
        Name = "Deploy",
        StageOrder = ["Build", "Ship"],
        Stages = new() { ["Build"] = new Stage { TaskOrder = ["Make"], Tasks = new() { ["Make"] = new PipelineTask { Type = "REST" } } }, ["Ship"] = new Stage() },
    };

    [Fact]
    public void An_output_keeps_its_place_and_star_when_it_is_renamed_and_leaves_nothing_when_it_goes()
    {
        var two = Deploy.AddOutput().AddOutput().SetOutput("OUTPUT_1", "${Build.Make.output.status}").DescribeOutput("OUTPUT_1", "How it went").StarOutput("OUTPUT_1");

        var renamed = two.RenameOutput("OUTPUT_1", "STATUS");

        renamed.Output.Keys.ShouldBe(["STATUS", "OUTPUT_2"]);
        renamed.OutputMeta["STATUS"].Description.ShouldBe("How it went");
        renamed.Starred!.Output.ShouldBe("STATUS");
        var gone = renamed.RemoveOutput("STATUS");
        gone.Output.Keys.ShouldBe(["OUTPUT_2"]);
        gone.OutputMeta.ShouldBeEmpty();
        gone.Starred.ShouldBeNull();
    }

    [Fact]
    public void A_notification_is_changed_and_taken_out_at_its_place_and_others_stay()
    {
        var told = Deploy
            .Add(new EmailNotification { Event = NotificationEvent.Failure, Subject = "one" })
            .Add(new EmailNotification { Event = NotificationEvent.Failure, Subject = "two" })
            .Add(new WebhookNotification { Event = NotificationEvent.Success, Url = "https://example.test/" })
            .Change<EmailNotification>(1, mail => mail with { Subject = "changed" });

        told.Notifications.Email.Select(mail => mail.Subject).ShouldBe(["one", "changed"]);
        var gone = told.Change<EmailNotification>(0, _ => null).Change<EmailNotification>(7, _ => null);
        gone.Notifications.Email.ShouldHaveSingleItem().Subject.ShouldBe("changed");
        gone.Notifications.Webhook.Length.ShouldBe(1);
        gone.Change<WebhookNotification>(0, _ => null).Notifications.Webhook.ShouldBeEmpty();
    }

    [Fact]
    public void What_something_is_about_can_be_all_a_stage_a_task_or_what_is_gone()
    {
        var places = Whereabouts.In(Deploy, "The execution", new Whereabouts("Old", "Task")).ToList();

        places.Select(place => place.Title).ShouldBe(["The execution", "Stage Build", "Task Build.Make", "Stage Ship", "Task Old.Task"]);
        places.Select(place => Whereabouts.Of(place.Value)).ShouldBe([new(null, null), new("Build", null), new("Build", "Make"), new("Ship", null), new("Old", "Task")]);
    }
}
