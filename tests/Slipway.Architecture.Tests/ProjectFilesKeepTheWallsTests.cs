using System.Xml.Linq;
using Shouldly;
using Xunit;

namespace Slipway.Architecture.Tests;

/// <summary>A reference that no type uses yet is a door in the wall all the same.</summary>
public sealed class ProjectFilesKeepTheWallsTests
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static TheoryData<string> RoomNames => [.. House.Rooms.Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_project_references_only_what_its_room_may_know(string name)
    {
        var room = House.Rooms.Single(room => room.Name == name);
        var walls = new Walls(House.Rooms);

        var breaches = References(Path.Combine(Root, "src", name, name + ".csproj"))
            .Select(reference => (reference, Why: walls.Between(room, reference)))
            .Where(breach => breach.Why is not null)
            .Select(breach => $"{name}.csproj references {breach.reference}: {breach.Why}")
            .ToList();

        breaches.ShouldBeEmpty(Environment.NewLine + string.Join(Environment.NewLine, breaches) + Environment.NewLine);
    }

    [Fact]
    public void Every_project_under_src_is_a_room_of_the_table() =>
        ProjectsUnder("src").Select(Path.GetFileNameWithoutExtension).ShouldBe(House.Rooms.Select(room => room.Name), ignoreOrder: true);

    /// <summary>What the solution does not hold is neither built nor run by <c>make test</c>.</summary>
    [Fact]
    public void Every_room_and_every_test_project_is_in_the_solution()
    {
        var inSolution = XDocument.Load(Path.Combine(Root, "Slipway.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);

        ProjectsUnder("src").Concat(ProjectsUnder("tests")).Except(inSolution).ShouldBeEmpty();
    }

    private static IEnumerable<string> References(string project) =>
        from reference in XDocument.Load(project).Descendants()
        where reference.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference"
        let target = reference.Attribute("Include")!.Value
        select reference.Name.LocalName == "ProjectReference" ? Path.GetFileNameWithoutExtension(target) : target;

    private static IEnumerable<string> ProjectsUnder(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Slipway.slnx"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No Slipway.slnx above " + AppContext.BaseDirectory));
}
