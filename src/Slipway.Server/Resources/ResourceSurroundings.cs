using Slipway.Projects;
using Slipway.Server.Access;

namespace Slipway.Server.Resources;

/// <summary>What all kinds of resources look at beside their own store.</summary>
/// <param name="Projects">The projects.</param>
/// <param name="Access">Who asks, and what they may do.</param>
/// <param name="Uses">Who uses what.</param>
internal sealed record ResourceSurroundings(IProjectStore Projects, ApiAccess Access, ResourceUses Uses);
