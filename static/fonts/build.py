"""Build the fonts the page needs from the pinned npm packages; run by `make vendor`.

Every first visit loads a face from here, so each piece is cut to the characters the page uses:

* ``sans-latin.woff2``, ``sans-korean.woff2``: cuts of Pretendard, weights 400-700. Pretendard is a Reserved Font Name
  of the SIL Open Font License, so what is changed carries another name: "RNN Flow Sans".
* ``pretendard/*.woff2``: Pretendard's own unicode-range pieces, byte for byte, for whatever else a person types.
* ``stix-italic.woff2``, ``stix-regular.woff2``: STIX Two Text with Greek and the mathematical signs put into one file.

``korean.txt`` holds the Hangul of the Korean catalogue; ``--refresh`` reads it from there again.
"""

from __future__ import annotations

import argparse
import re
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.misc.roundTools import otRound
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple
from fontTools.varLib.instancer import instantiateVariableFont

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
STATIC = ROOT / "static"
MODULES = ROOT / "node_modules"
PRETENDARD = MODULES / "pretendard/dist"
STIX = MODULES / "@fontsource/stix-two-text"
MATHJAX = MODULES / "@mathjax/mathjax-stix2-font/chtml/woff2"

SANS = "RNN Flow Sans"
SANS_NOTICE = (
    "Copyright (c) 2021, Kil Hyung-jin, with Reserved Font Name Pretendard. "
    "RNN Flow Sans is a cut of it with another name, as its licence asks."
)
STIX_NOTICE = (
    "Copyright 2001-2021 The STIX Fonts Project Authors (https://github.com/stipub/stixfonts); "
    "signs by way of MathJax's STIX2 fonts, Copyright (c) 2022 MathJax, Inc. (www.mathjax.org)"
)
SANS_FEATURES = ["kern", "tnum", "calt", "ccmp", "case", "locl", "mark", "mkmk"]
WEIGHTS = (400, 700)
NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]  # notice, family, style, identifier, full name, version, PostScript, licence
ASCII = "".join(map(chr, range(0x20, 0x7F)))
DIGITS_ABOVE_AND_BELOW = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎"
LANGUAGE_NAMES = "한국어"  # the switch between languages stands on every page
SANS_LATIN = (
    ASCII
    + DIGITS_ABOVE_AND_BELOW
    + "ₐₑₒₓₕₖₗₘₙₚₛₜ"
    + "¡¿áéíñóúü"  # Spanish
    + "\u00a0§©«®°±²³´µ·»¼½¾×÷ïö‐\u2011‒–—‖‘’“”•…‰′″←↑→↓↔∂∆∏∑−√∞≈≠≤≥"
    + LANGUAGE_NAMES
)
STIX_LETTERS = ASCII + "\u00a0±·×÷½–—‖‘’“”…′−"
GREEK = "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξπρστυφχψω"
SIGNS = "″∂∇∈∏∑∘√∝∞∣∥∫≈≠≡≤≥≪≫⊙⊕⊗⊤⋅⋯←→↑↓↦⇒⟨⟩" + DIGITS_ABOVE_AND_BELOW


def main() -> None:
    """Read the command line, then build."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--refresh", action="store_true", help="read korean.txt from the Korean catalogue again")
    parser.add_argument("target", nargs="?", type=Path, default=STATIC, help="where fonts/ and css/ are written")
    options = parser.parse_args()
    if options.refresh:
        refresh_korean()
    build(options.target / "fonts", options.target / "css")


def build(fonts: Path, css: Path) -> None:
    """Write the font files and licences into `fonts`, the two stylesheets into `css`."""
    fonts.mkdir(exist_ok=True)
    css.mkdir(exist_ok=True)
    korean = (HERE / "korean.txt").read_text(encoding="utf-8").strip()
    sans = pretendard(SANS_LATIN + korean)
    latin = build_sans(sans, SANS_LATIN, fonts / "sans-latin.woff2")
    hangul = build_sans(sans, "".join(set(korean) - set(latin)), fonts / "sans-korean.woff2")
    italic = build_stix("italic", fonts / "stix-italic.woff2")
    regular = build_stix("normal", fonts / "stix-regular.woff2")
    copy_pretendard(fonts / "pretendard")
    shutil.copyfile(PRETENDARD / "LICENSE.txt", fonts / "LICENSE-Pretendard.txt")
    shutil.copyfile(STIX / "LICENSE", fonts / "LICENSE-STIX.txt")
    (css / "fonts.css").write_text(stylesheet(latin, hangul, italic, regular), encoding="utf-8")
    (css / "fonts-hangul.css").write_text(hangul_stylesheet(), encoding="utf-8")


def refresh_korean() -> None:
    """Collect the distinct Hangul of the Korean catalogues, sorted, into korean.txt."""
    words = "".join(path.read_text(encoding="utf-8") for path in (STATIC / "locales").rglob("ko.ftl"))
    (HERE / "korean.txt").write_text("".join(sorted(set(re.findall("[가-힣]", words)))) + "\n", encoding="utf-8")


def pretendard(characters: str) -> bytes:
    """Pretendard's variable font, cut to `characters`; its WOFF2 would have to be unpacked whole, which takes seconds.

    What it says of overlapping outlines goes, as in that WOFF2: they would be drawn more slowly, and no better.
    """
    font = TTFont(PRETENDARD / "public/variable/PretendardVariable.ttf", recalcTimestamp=False)
    subset(font, characters, SANS_FEATURES)
    outlines = (font["glyf"][name] for name in font.getGlyphOrder())
    for outline in outlines:
        if outline.numberOfContours > 0:
            outline.flags[0] &= ~flagOverlapSimple
    cut = BytesIO()
    font.save(cut)
    return cut.getvalue()


def build_sans(sans: bytes, characters: str, target: Path) -> str:
    """Cut the font `sans` to `characters` and WEIGHTS, rename it, and return the characters it has."""
    font = TTFont(BytesIO(sans), recalcTimestamp=False)
    had = subset(font, characters, SANS_FEATURES)
    font = instantiateVariableFont(font, {"wght": WEIGHTS})
    rename(font, SANS, SANS_NOTICE)
    save(font, target)
    return had


def build_stix(style: str, target: Path) -> str:
    """Cut STIX Two Text (`style` italic or normal), add Greek and signs, and return the characters it has."""
    font = TTFont(STIX / f"files/stix-two-text-latin-400-{style}.woff2", recalcTimestamp=False)
    had = subset(font, STIX_LETTERS, ["kern", "ccmp", "locl"])
    symbols = "mjx-stx-syi" if style == "italic" else "mjx-stx-sy"
    for source in (
        STIX / f"files/stix-two-text-greek-400-{style}.woff2",
        MATHJAX / f"{symbols}.woff2",
        MATHJAX / "mjx-stx-n.woff2",
    ):
        had += borrow(font, TTFont(source), [c for c in STIX_LETTERS + GREEK + SIGNS if c not in had])
    font["name"].setName(STIX_NOTICE, 0, 3, 1, 0x409)
    save(font, target)
    return had


def subset(font: TTFont, characters: str, features: list[str]) -> str:
    """Reduce `font` in place to `characters` and OpenType `features`; return those it really has."""
    had = "".join(sorted(c for c in set(characters) if ord(c) in font.getBestCmap()))
    options = Options(hinting=False, layout_features=features, name_IDs=NAMES, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(text=had)
    subsetter.subset(font)
    return had


def borrow(font: TTFont, donor: TTFont, characters: list[str]) -> str:
    """Draw those of `characters` that `donor` has into `font` (both 1000 units an em); return them."""
    outlines, names = donor.getGlyphSet(), donor.getBestCmap()
    found = [c for c in characters if ord(c) in names]
    order = font.getGlyphOrder() + [f"uni{ord(c):04X}" for c in found]
    for character in found:
        source = outlines[names[ord(character)]]
        pen = TTGlyphPen(None)
        source.draw(Cu2QuPen(pen, max_err=0.5, reverse_direction="CFF " in donor))
        glyph: Any = pen.glyph()
        name = f"uni{ord(character):04X}"
        font["glyf"].glyphs[name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"].metrics[name] = (otRound(source.width), getattr(glyph, "xMin", 0))
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(character)] = name
    font.setGlyphOrder(order)
    font["glyf"].glyphOrder = order
    return "".join(found)


def rename(font: TTFont, family: str, notice: str) -> None:
    """Give `font` another family name and copyright notice in every record that shows one."""
    values = {0: notice, 1: family, 3: f"{family} 1.309", 4: family, 6: family.replace(" ", ""), 16: family, 25: family}
    font["name"].removeNames(nameID=7)
    for record in font["name"].names:
        record.string = values.get(record.nameID, str(record).replace("PretendardVariable", family.replace(" ", "")))


def save(font: TTFont, target: Path) -> None:
    """Write `font` as WOFF2, the same bytes for the same input."""
    font.flavor = "woff2"
    font.save(target)


def copy_pretendard(target: Path) -> None:
    """Copy Pretendard's unicode-range pieces byte for byte."""
    target.mkdir(exist_ok=True)
    for piece in sorted((PRETENDARD / "web/variable/woff2-dynamic-subset").glob("*.woff2")):
        shutil.copyfile(piece, target / piece.name.replace("PretendardVariable.subset.", ""))


def stylesheet(latin: str, hangul: str, italic: str, regular: str) -> str:
    """Return fonts.css: the faces every page needs, with the characters each one has."""
    weights = f"{WEIGHTS[0]} {WEIGHTS[1]}"
    faces = [
        face(SANS, "normal", weights, "sans-latin.woff2", ranges(latin)),
        face(SANS, "normal", weights, "sans-korean.woff2", ranges(hangul)),
        face("STIX Two Text", "italic", "400", "stix-italic.woff2", ranges(italic)),
        face("STIX Two Text", "normal", "400", "stix-regular.woff2", ranges(regular)),
    ]
    return HEADER + "\n".join(faces)


def hangul_stylesheet() -> str:
    """Return fonts-hangul.css: Pretendard's own pieces under Pretendard's own ranges."""
    pieces = (PRETENDARD / "web/variable/pretendardvariable-dynamic-subset.css").read_text(encoding="utf-8")
    found = re.findall(r"subset\.(\d+)\.woff2.*?unicode-range: ([^;]+);", pieces, re.DOTALL)
    faces = [face("Pretendard Variable", "normal", "45 920", f"pretendard/{n}.woff2", r.upper()) for n, r in found]
    return HANGUL_HEADER + "\n".join(faces)


HEADER = """/* Made by static/fonts/build.py (`make vendor`); change it there.
 *
 * Text: font-family: var(--font-sans). "RNN Flow Sans" is a renamed cut of Pretendard, weights 400-700: Latin, digits,
 * signs, and the Hangul of the Korean catalogue; "Pretendard Variable" of fonts-hangul.css has the rest of Hangul.
 * Tabular figures: font-variant-numeric: tabular-nums.
 *
 * Mathematics: font-family: var(--font-math). "STIX Two Text", italic for variables, upright for numbers and operators.
 *
 * Worth a preload (as=font, crossorigin): fonts/sans-latin.woff2 and fonts/stix-italic.woff2.
 */
:root {
  --font-sans: "RNN Flow Sans", "Pretendard Variable", "RNN Flow Fallback", system-ui, sans-serif;
  --font-math: "STIX Two Text", "STIX Two Math", Cambria, "Times New Roman", serif;
}

/* Arial's letters set to the width and height of ours, so that the page does not move when the font arrives. */
@font-face {
  font-family: "RNN Flow Fallback";
  src: local("Arial"), local("Liberation Sans"), local("Helvetica");
  size-adjust: 101.6%;
  ascent-override: 93.7%;
  descent-override: 23.7%;
  line-gap-override: 0%;
}

"""

HANGUL_HEADER = """/* Made by static/fonts/build.py (`make vendor`); change it there.
 *
 * "Pretendard Variable", cut by unicode-range: a browser fetches only the pieces whose characters are on the page.
 * It is long and no first paint needs it, so it stands apart: link it after the content, or add it by script.
 */
"""


def face(family: str, style: str, weight: str, file: str, unicode_range: str) -> str:
    """Return one @font-face rule."""
    return f"""@font-face {{
  font-family: "{family}";
  font-style: {style};
  font-weight: {weight};
  font-display: swap;
  src: url("../fonts/{file}") format("woff2");
  unicode-range: {unicode_range};
}}
"""


def ranges(characters: str) -> str:
    """Return `characters` as a CSS unicode-range, neighbours joined: "abcx" gives "U+61-63, U+78"."""
    codes = sorted({ord(c) for c in characters})
    starts = [c for c in codes if c - 1 not in codes]
    ends = [c for c in codes if c + 1 not in codes]
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in zip(starts, ends, strict=True))


if __name__ == "__main__":
    main()
