"""Unicode's rules for text that is more than plain words: what shows, one spelling of it, and where it may be cut.

Every function takes time linear in the text, whatever its characters:

- `unicodedata.normalize` sorts a run of combining marks by insertion, so no run that it gets is longer than MARKS.
- The module `regex` counts the flags' letters (regional indicators) from the start of their run at each of them, so no
  piece that it gets has more than one flag.
- No pattern looks back or ahead further than a few characters, and none tries a long run again from its middle.

tokens.py imports this file only for a text that needs it, since `regex` is not needed for plain words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import pairwise

import regex

from . import hangul

MARKS = 30
"""The longest run of combining marks that is put into order as one: that of Unicode's Stream-Safe Text Format."""

_SPACE = r"\p{Zs}\u3164\uffa0\u2800\U00013441\U00013442"
"""Blanks that have a width: spaces, Hangul's fillers that stand alone, blank Braille and hieroglyph cells."""
_BREAK = r"[\p{Cc}\p{Zl}\p{Zp}\u200b]"
"""Control characters, which no mark joins."""
_QUADRAT = r"[\U00013430-\U00013440\U00013447-\U00013455]"
"""Controls and modifiers that arrange hieroglyphs."""
_SHAPES = r"\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef\u180b-\u180f\U000e0020-\U000e007f\u115f\u1160"
"""Characters that show nothing themselves but shape others: _SHAPING says where."""
_ODD = regex.compile(rf"(?V1)[{_SPACE}{_BREAK}\p{{DI}}\ufff9-\ufffb\U0001d159{_QUADRAT}--[\ \n]]")
_IGNORED = regex.compile(rf"(?V1)[\p{{DI}}\ufff9-\ufffb--[{_SHAPES}\u200b\u3164\uffa0]]+")
_WIDE = regex.compile(rf"[{_SPACE}]|\U0001d159(?!\p{{M}})")
_NARROW = regex.compile(_BREAK)

_NEVER_JOINED = (
    r"\p{DI}\p{Latn}\p{Grek}\p{Cyrl}\p{Armn}\p{Geor}\p{Hebr}\p{Thai}\p{Laoo}\p{Hang}\p{Hani}\p{Hira}\p{Kana}\p{Bopo}"
    r"\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
"""Scripts, and marks of all scripts, that a joiner does not change."""
_JOINED = rf"[\p{{L}}\p{{M}}--[{_NEVER_JOINED}]]"
_CURSIVE = r"[\p{jt=D}\p{jt=L}--[\u200d]]"
_SHAPING = "|".join(
    [
        # Joiners within an emoji, within a word, after a virama (ക്‍) and beside a letter that changes its form (ه‍).
        r"(?<=\p{ExtPict}\ufe0f?\p{EMod}?\ufe0f?)\u200d(?=\p{ExtPict})",
        rf"(?<={_JOINED}[\u200c\u200d]?)[\u200c\u200d](?=[\u200c\u200d]?{_JOINED})",
        rf"(?<=\p{{ccc=9}}{_JOINED}?)[\u200c\u200d]",
        rf"(?<={_CURSIVE}\p{{M}}?)\u200d|\u200d(?={_CURSIVE})",
        # Variation selectors, after the characters that have variants.
        r"(?<=\p{Emoji})[\ufe0e\ufe0f]",
        r"(?<=[0[\p{Sm}\p{P}--\p{ASCII}]\p{Hani}\p{Mymr}\p{Phag}\p{Mani}\p{Egyp}])[\ufe00-\ufe0d]",
        r"(?<=\p{Hani})[\U000e0100-\U000e01ef]",
        r"(?<=[\p{Mong}&&\p{L}])[\u180b-\u180d\u180f]",
        r"(?<=[\p{Mong}&&\p{L}][\u180b-\u180d\u180f]?)\u180e(?=[\p{Mong}&&\p{L}])",
        # The tags of a flag such as England's.
        r"(?<=\p{ExtPict}\ufe0f?\p{EMod}?)[\U000e0020-\U000e007e]{1,32}\U000e007f",
        rf"(?<=[\p{{Egyp}}--{_QUADRAT}]){_QUADRAT}++|{_QUADRAT}++(?=\p{{Egyp}})",
    ]
)
_SHAPERS = regex.compile(
    rf"(?V1)(?=[{_SHAPES}{_QUADRAT}])(?:({_SHAPING})|[{_SHAPES}--[\u115f\u1160\U000e0020-\U000e007e]]|[\U000e0020-\U000e007e]++|{_QUADRAT}++)"
)
_AFTER_SIGN = regex.compile(r"(?<=\p{GCB=Prepend}) ")
"""A blank that would count as the character on which a sign such as ۝ is put."""
_LONG_RUN = regex.compile(rf"[\P{{ccc=0}}\u0f73\u0f75\u0f81]{{{MARKS}}}(?=[\P{{ccc=0}}\u0f73\u0f75\u0f81])")
"""Three vowels of Tibetan count as marks, since each is two marks when taken apart."""

_INDICATOR = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAG = regex.compile(r"(?<!\p{GCB=Prepend})\p{GCB=Prepend}*+\p{RI}{1,2}")
_PIECE = regex.compile(rf"(?wV1)\s(?={_QUADRAT})|{_QUADRAT}*+\X(?:\B(?!\s{_QUADRAT})\X)*+")
"""What is between two places where both a word and a character may end; a sign that begins a quadrat joins no blank."""
_CLUSTER = regex.compile(rf"(?V1)\s(?={_QUADRAT})|{_QUADRAT}*+\X{_QUADRAT}*+")
_JOINING_ON = regex.compile(r"(?<!\p{ccc=9}\p{M}?)[\u200c\u200d]++$")
_LETTER = regex.compile(r"[\p{L}\p{N}]")


def shown(text: str) -> str:
    """Return what shows of `text`, in form NFC: every blank is a space or, where no mark can join it, a line end."""
    whole = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    seen = _visible(whole) if _ODD.search(whole) else whole
    return composed(_AFTER_SIGN.sub("\n", seen))


def words(text: str) -> Iterator[str]:
    """Return the words of `shown` text by UAX #29, and each other character that is not blank."""
    for part in _flags_apart(text):
        for piece in _PIECE.findall(part):
            if _LETTER.search(piece):
                yield piece
            else:
                yield from (cluster for cluster in _CLUSTER.findall(piece) if not cluster.isspace())


def characters(text: str) -> Iterator[str]:
    """Return the user-perceived characters (extended grapheme clusters, UAX #29) of `shown` text."""
    joined = "\u200c" in text or "\u200d" in text
    for part in _flags_apart(text):
        yield from map(_alone, _CLUSTER.findall(part)) if joined else _CLUSTER.findall(part)


def _alone(cluster: str) -> str:
    """The character by itself: what joined it to the next one is left out, but after a virama, which it changes."""
    return cluster if cluster[-1] not in "\u200c\u200d" else _JOINING_ON.sub("", cluster)


def _visible(text: str) -> str:
    """`text` without what shows nothing; in NFC already when its joiners are judged, so spelling does not matter."""
    text = composed(_IGNORED.sub("", text))
    text = _SHAPERS.sub(r"\1", hangul.without_idle_fillers(text))
    return _NARROW.sub("\n", _WIDE.sub(" ", text))


def composed(text: str) -> str:
    """`text` in form NFC. The U+034F that parts long runs of marks is taken out again; `text` has none of its own."""
    if not _LONG_RUN.search(text):
        return unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", _LONG_RUN.sub("\\g<0>\u034f", text)).replace("\u034f", "")


def _flags_apart(text: str) -> Iterable[str]:
    """Cut `text` before each flag: two regional indicators, or the one that is left over."""
    if not _INDICATOR.search(text):
        return (text,)
    starts = [0, *(flag.start() for flag in _FLAG.finditer(text)), len(text)]
    return (text[start:end] for start, end in pairwise(starts) if start < end)
