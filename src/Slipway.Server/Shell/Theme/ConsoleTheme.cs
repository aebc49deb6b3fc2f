using MudBlazor;

namespace Slipway.Server.Shell.Theme;

/// <summary>Colours and letters. Which of the two palettes holds is decided in the browser (theme.js) by an attribute of the page's root.</summary>
internal static class ConsoleTheme
{
    private static readonly string[] Letters = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "Arial", "sans-serif"];

    public static MudTheme Light { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#0b5cad",
            Background = "#f5f6f8",
            BackgroundGray = "#eceff3",
            Surface = "#ffffff",
            AppbarBackground = "#ffffff",
            AppbarText = "#1c2430",
            DrawerBackground = "#ffffff",
            DrawerText = "#1c2430",
            DrawerIcon = "#4b5768",
            TextPrimary = "#1c2430",
            TextSecondary = "#566072",
            LinesDefault = "#dde2e9",
            Divider = "#dde2e9",
        },
        Typography = Typography(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };

    public static MudTheme Dark { get; } = new()
    {
        PaletteDark = new PaletteDark
        {
            Primary = "#7db4f0",
            Background = "#12161c",
            BackgroundGray = "#0d1015",
            Surface = "#1a2029",
            AppbarBackground = "#1a2029",
            AppbarText = "#e4e8ee",
            DrawerBackground = "#1a2029",
            DrawerText = "#e4e8ee",
            DrawerIcon = "#a3adbb",
            TextPrimary = "#e4e8ee",
            TextSecondary = "#a3adbb",
            LinesDefault = "#2f3845",
            Divider = "#2f3845",
        },
        Typography = Typography(),
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
        PseudoCss = new PseudoCss { Scope = ":root[data-theme=dark]" },
    };

    private static Typography Typography() => new() { Default = new DefaultTypography { FontFamily = Letters, FontSize = "0.875rem", LetterSpacing = "normal" } };
}
