"""One look for all pictures: colours that the colour-blind tell apart, light and dark, one font.

An element names its colour by what it is for (`ink`, `faint`, …). It is written twice, as a
presentation attribute, which every viewer knows, and as a class, by which a style sheet follows the
reader's light or dark, and a page can set colours of its own.
"""

FONT = "Helvetica, Arial, 'Liberation Sans', sans-serif"

PALETTE = {
    "ink": ("#1f2430", "#e8eaf0"),
    "faint": ("#5d6675", "#a2abba"),
    "line": ("#e2e5ea", "#343b47"),
    "mark": ("#b4bbc6", "#667080"),
    "paper": ("#ffffff", "#14171d"),
    "calm": ("#8da2bd", "#5e7592"),
    "blue": ("#0072b2", "#4ea3dc"),
    "vermilion": ("#d55e00", "#ee8033"),
    "green": ("#009e73", "#2bb98f"),
    "purple": ("#b4578c", "#d790b8"),
    "orange": ("#c98600", "#e69f00"),
    "sky": ("#3d94cc", "#7cc4ee"),
}
"""Each colour on white and on black; the hues are those of Okabe and Ito (2008), the light ones
darkened, or lightened, until they stand out from what is behind them."""

HUES = ("blue", "vermilion", "green", "purple", "orange", "sky")
"""The colours that tell things apart, the clearest first."""


def _variables(shade: int) -> str:
    return "".join(f"--nk-{name}:{shades[shade]};" for name, shades in PALETTE.items())


def _rules(shade: int) -> str:
    return "".join(
        f".nk-{name}{{fill:{shades[shade]}}}.nk-s-{name}{{stroke:{shades[shade]}}}"
        for name, shades in PALETTE.items()
    )


STYLE = "\n".join(
    [
        f"svg.nk{{{_variables(0)}max-width:100%;height:auto}}",
        f"@media (prefers-color-scheme:dark){{svg.nk{{{_variables(1)}}}}}",
        f"@media print{{svg.nk{{{_variables(0)}}}}}",
        *(f".nk .nk-{name}{{fill:var(--nk-{name})}}" for name in PALETTE),
        *(f".nk .nk-s-{name}{{stroke:var(--nk-{name})}}" for name in PALETTE),
        ".nk a{cursor:pointer}",
        ".nk a:focus{outline:none}",
        ".nk a:focus circle,.nk a:hover circle{stroke:var(--nk-ink);stroke-width:2.5}",
        ".nk a:focus text,.nk a:hover text{text-decoration:underline}",
    ]
)
"""The rules of pictures in a page, which puts them into its own style sheet, once for all."""

DARK = f"@media screen and (prefers-color-scheme:dark){{{_rules(1)}}}"
"""The rules of a picture of its own. Many a viewer takes colours that are variables for black."""
