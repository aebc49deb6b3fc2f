using Shouldly;
using Slipway.Pipelines.Documents;
using Slipway.Registries.Images;
using Slipway.Registries.Inspection;
using Slipway.Triggers.Proof;
using Xunit;

namespace Slipway.Triggers.Tests.Proof;

public sealed class ProofRulesTests
{
    private static readonly Digest Blue = new($"sha256:{new string('b', 64)}");
    private static readonly Digest Green = new($"sha256:{new string('c', 64)}");

    [Theory]
    [InlineData(ProofPolicy.Preferred)]
    [InlineData(ProofPolicy.Required)]
    public void What_the_registry_confirms_is_what_is_deployed(ProofPolicy policy) =>
        ProofRules.Judge(policy, told: Green, new InspectionResult.Found(Blue, null), TimeSpan.Zero).ShouldBe(new ProofResult.Go(Blue, ""));

    [Theory]
    [InlineData(ProofPolicy.Preferred)]
    [InlineData(ProofPolicy.Required)]
    public void What_the_registry_denies_starts_nothing_once_its_copies_have_had_time(ProofPolicy policy)
    {
        ProofRules.Judge(policy, null, new InspectionResult.Missing("no such tag"), TimeSpan.Zero).ShouldBeOfType<ProofResult.Later>();
        ProofRules.Judge(policy, null, new InspectionResult.Missing("no such tag"), ProofRules.Lag).ShouldBe(new ProofResult.Denied("no such tag"));
    }

    [Fact]
    public void Silence_holds_a_push_up_for_a_while_and_then_counts_only_where_proof_is_required()
    {
        var silence = new InspectionResult.Refused("no answer", IsTransient: true);

        ProofRules.Judge(ProofPolicy.Preferred, Green, silence, TimeSpan.FromSeconds(1)).ShouldBeOfType<ProofResult.Later>();
        ProofRules.Judge(ProofPolicy.Preferred, Green, silence, ProofRules.PreferredPatience).ShouldBe(new ProofResult.Go(Green, "Not confirmed by the registry: no answer"));
        ProofRules.Judge(ProofPolicy.Required, Green, silence, ProofRules.PreferredPatience).ShouldBeOfType<ProofResult.Later>();
        ProofRules.Judge(ProofPolicy.Required, Green, silence, ProofRules.RequiredPatience).ShouldBeOfType<ProofResult.Unproven>().Message.ShouldContain("Replay");
    }

    [Fact]
    public void A_registry_that_does_not_let_one_in_is_not_asked_again_and_again()
    {
        var refused = new InspectionResult.Refused("401", IsTransient: false);

        ProofRules.Judge(ProofPolicy.Preferred, null, refused, TimeSpan.Zero).ShouldBeOfType<ProofResult.Go>().Note.ShouldContain("401");
        ProofRules.Judge(ProofPolicy.Required, null, refused, TimeSpan.Zero).ShouldBeOfType<ProofResult.Unproven>();
    }

    [Fact]
    public void A_registry_that_asks_to_be_left_alone_is_left_alone_but_not_beyond_the_end_of_patience()
    {
        InspectionResult Busy(int seconds) => new InspectionResult.Refused("429", IsTransient: true) { RetryAfter = TimeSpan.FromSeconds(seconds) };

        ProofRules.Judge(ProofPolicy.Required, null, Busy(60), TimeSpan.Zero).ShouldBe(new ProofResult.Later(TimeSpan.FromSeconds(60)));
        ProofRules.Judge(ProofPolicy.Preferred, null, Busy(3600), TimeSpan.FromSeconds(4)).ShouldBe(new ProofResult.Later(ProofRules.PreferredPatience - TimeSpan.FromSeconds(4)));
    }
}
