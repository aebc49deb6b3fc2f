namespace Slipway.Server.Pipelines.Editor.Model;

/// <summary>A place in a stage where a task can be put.</summary>
/// <param name="Stage">The stage's name.</param>
/// <param name="Group">The group, from 0; as many as there are groups for the end.</param>
/// <param name="IsBeside">Whether it runs side by side with that group's tasks; before them in a group of its own otherwise.</param>
public sealed record Slot(string Stage, int Group, bool IsBeside)
{
    /// <summary>After everything else of the stage.</summary>
    public const int End = int.MaxValue;
}
