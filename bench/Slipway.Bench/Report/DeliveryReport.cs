using System.Text.Json;
using Slipway.Bench.Deliveries;

namespace Slipway.Bench.Report;

/// <summary>The figure, ready to be shown.</summary>
internal sealed record DeliveryReport(Machine Machine, Schedule Schedule, IReadOnlyList<CaseFigures> Cases, IReadOnlyList<Measurement[]> Rounds)
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static DeliveryReport Of(Machine machine, Schedule schedule, IReadOnlyList<Measurement[]> rounds) =>
        new(machine, schedule, [.. Case.All.Select((_, place) => CaseFigures.Of(rounds, place))], rounds);

    public string ToJson() => JsonSerializer.Serialize(this, Indented);
}

/// <summary>What one case came to.</summary>
/// <param name="Case">The case.</param>
/// <param name="PerSecond">Accepted deliveries per second.</param>
/// <param name="P50Millis">The median time to the answer.</param>
/// <param name="P99Millis">The time within which 99 of 100 answers came.</param>
/// <param name="ProcessorMicros">The subject's processor time per accepted delivery, in microseconds.</param>
/// <param name="ToParse">Its rate as a part of the parsing control's, round by round.</param>
/// <param name="ToCommit">Its rate as a part of the committing control's, round by round.</param>
/// <param name="Decided">The part of the deliveries that was decided when the load ended; null for a control.</param>
internal sealed record CaseFigures(Case Case, Spread PerSecond, Spread P50Millis, Spread P99Millis, Spread ProcessorMicros, Spread ToParse, Spread ToCommit, Spread? Decided)
{
    public static CaseFigures Of(IReadOnlyList<Measurement[]> rounds, int place)
    {
        return new CaseFigures(
            rounds[0][place].Case,
            Spread.Of(rounds.Select(round => round[place].Load.PerSecond)),
            Spread.Of(rounds.Select(round => round[place].Load.P50Micros / 1000)),
            Spread.Of(rounds.Select(round => round[place].Load.P99Micros / 1000)),
            Spread.Of(rounds.Select(round => round[place].ProcessorMicros)),
            RatioTo(Case.ParseOnly),
            RatioTo(Case.ParseAndCommit),
            rounds[0][place].Kept?.Decided is null ? null : Spread.Of(rounds.Select(round => (double)round[place].Kept!.Decided!.Value / round[place].Kept!.Count)));

        Spread RatioTo(Case control) =>
            Spread.Of(rounds.Select(round => round[place].Load.PerSecond / round.Single(other => other.Case == control).Load.PerSecond));
    }
}
