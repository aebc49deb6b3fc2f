using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Shouldly;
using Slipway.Registries.Images;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace Slipway.Architecture.Tests;

public sealed class TypesKeepTheWallsTests
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> Code = new(() => new ArchLoader()
        .LoadAssemblies([.. House.Rooms.Select(room => Assembly.Load(room.Assembly)), typeof(Trespasser).Assembly])
        .Build());

    private static readonly Room Attic = new("Slipway.Architecture.Tests");

    public static TheoryData<string> RoomNames => [.. House.Rooms.Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void A_room_knows_only_what_it_may(string name)
    {
        var breaches = Breaches(House.Rooms.Single(room => room.Name == name), House.Rooms);

        breaches.ShouldBeEmpty(Environment.NewLine + string.Join(Environment.NewLine, breaches) + Environment.NewLine);
    }

    [Fact]
    public void Every_room_has_its_assembly_read() =>
        House.Rooms.Select(room => room.Assembly).ShouldBeSubsetOf(Code.Value.Assemblies.Select(assembly => assembly.Name));

    [Fact]
    public void A_type_that_reaches_into_a_room_below_its_own_is_named() =>
        Breaches(Attic, [Attic, .. House.Rooms]).ShouldContain(
            $"{typeof(Trespasser).FullName} uses {typeof(Tag).FullName}: "
            + "Slipway.Architecture.Tests may not know Slipway.Registries, for a room knows only the rooms above it");

    [Fact]
    public void A_type_that_reaches_for_what_its_room_may_never_know_is_named()
    {
        var room = Attic with { Never = ["System.Net"] };

        Breaches(room, [.. House.Rooms, room]).ShouldContain(
            $"{typeof(Trespasser).FullName} uses System.Net.Http.HttpClient: Slipway.Architecture.Tests may never know System.Net");
    }

    private static List<string> Breaches(Room room, IReadOnlyList<Room> rooms)
    {
        var walls = new Walls(rooms);
        return
        [
            .. from type in Code.Value.Types
               where type.Assembly.Name == room.Assembly
               from target in type.Dependencies.Select(dependency => dependency.Target).Distinct()
               // A method's T is no type of anybody's; the reader mixes up those of methods with like signatures.
               where target is not GenericParameter
               let why = walls.Between(room, RoomOf(target)?.Name ?? target.FullName)
               where why is not null
               orderby type.FullName, target.FullName
               select $"{type.FullName} uses {target.FullName}: {why}",
        ];
    }

    private static Room? RoomOf(IType type) => House.Rooms.FirstOrDefault(room => room.Assembly == type.Assembly.Name);

    /// <summary>Breaks walls in the ways that are easiest to overlook, so that a reader who has gone blind is noticed.</summary>
    private static class Trespasser
    {
        public static async Task<IReadOnlyList<Tag>> ListAsync(string uri)
        {
            Func<HttpClient> connect = () => new HttpClient();
            using var client = connect();
            await client.GetAsync(uri);
            return [];
        }
    }
}
