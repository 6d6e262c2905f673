"""Sentence → tokens → ids.

- `word`: words by Unicode's rule (UAX #29: `don't`, `3.14` and `U.S.A` stay whole, `한국어를` is one eojeol); every
  other user-perceived character is its own token (`!`, an emoji with its skin tone); blanks are dropped.
- `char`: user-perceived characters (extended grapheme clusters). Blanks count: a run of them is one " ", and there is
  none at either end.
- `jamo`: as `char`, with Hangul decomposed into the letters of a Korean keyboard (한 → ㅎ ㅏ ㄴ, ᄒᆞᆫ → ㅎ ㆍ ㄴ).

No token is less than a user-perceived character, letters of Hangul apart: a word ends only where a character ends.

The sentence is brought to Unicode's form NFC first, so that a word typed on a Mac (NFD) and elsewhere is the same
token; half a surrogate pair becomes U+FFFD. What shows nothing is no part of a token: a character that Unicode says to
ignore by default (a soft hyphen, a mark of direction) is left out, a blank with a width of its own (U+2800, U+3164) is
a space. Joiners, variation selectors, tags and fillers stay where they shape what is seen: in emoji, in the scripts
with such forms, in a syllable of Hangul without its first or middle letter.

Time is linear in the length of the sentence, whatever its characters; unicode_text.py says how.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from . import hangul
from .errors import EmptySentence, UnknownName

_PLAIN = re.compile(r"[A-Za-z0-9가-힣 \n]*")
"""Text in which only blanks separate words and every character is a cluster: it needs none of Unicode's rules."""


def composed(text: str) -> str:
    """Form NFC, in time linear in the text."""
    if text.isascii():
        return text
    from . import unicode_text  # noqa: PLC0415

    return unicode_text.composed(text)


@dataclass(frozen=True, slots=True, eq=False)
class Text:
    """A tokenized sentence: T tokens, the V distinct ones in order of first appearance, and the ids of the tokens.

    `vocabulary[ids[t]] == tokens[t]`. `ids` is an int64 array (T,) that cannot be written to.
    """

    tokens: tuple[str, ...]
    vocabulary: tuple[str, ...]
    ids: npt.NDArray[np.int64]

    @classmethod
    def of(cls, tokens: Sequence[str]) -> Text:
        """Return the Text of tokens that are already there."""
        distinct, ids = vocabulary(tokens)
        ids.flags.writeable = False
        return cls(tuple(tokens), distinct, ids)

    def __reduce__(self) -> tuple[Any, ...]:
        """Copied and pickled as its tokens, or NumPy would make the copy's ids writable."""
        return Text.of, (self.tokens,)


def text(sentence: str, tokenizer: str = "word") -> Text:
    """Return `sentence` as a Text, with the tokens of `tokenize`, which says what is raised."""
    return Text.of(tokenize(sentence, tokenizer))


def tokenize(sentence: str, tokenizer: str = "word") -> tuple[str, ...]:
    """Return the T tokens of `sentence`, T ≥ 1.

    Raises UnknownName for a tokenizer outside TOKENIZERS and EmptySentence where no token is left.
    """
    if tokenizer not in TOKENIZERS:
        raise UnknownName("tokenizer", tokenizer, tuple(TOKENIZERS))
    tokens = tuple(TOKENIZERS[tokenizer](sentence))
    if not tokens:
        raise EmptySentence(tokenizer)
    return tokens


def vocabulary(tokens: Sequence[str]) -> tuple[tuple[str, ...], npt.NDArray[np.int64]]:
    """Return the V distinct tokens in order of first appearance, and the (T,) ids that spell `tokens` with them."""
    index: dict[str, int] = {}
    ids = [index.setdefault(token, len(index)) for token in tokens]
    return tuple(index), np.array(ids, dtype=np.int64)


def _words(sentence: str) -> Iterable[str]:
    return sentence.split() if _PLAIN.fullmatch(sentence) else _words_by_rule(sentence)


def _words_by_rule(sentence: str) -> Iterable[str]:
    from . import unicode_text  # noqa: PLC0415  regex is imported with the first text that needs it

    return unicode_text.words(unicode_text.shown(sentence))


def _characters(sentence: str) -> Iterable[str]:
    return " ".join(sentence.split()) if _PLAIN.fullmatch(sentence) else _characters_by_rule(sentence)


def _characters_by_rule(sentence: str) -> Iterable[str]:
    from . import unicode_text  # noqa: PLC0415

    blank = False
    started = False
    for cluster in unicode_text.characters(unicode_text.shown(sentence)):
        if cluster.isspace():
            blank = started
            continue
        if blank:
            yield " "
        yield cluster
        blank, started = False, True


def _jamo(sentence: str) -> Iterable[str]:
    for cluster in _characters(sentence):
        yield from hangul.letters(cluster)


TAIL = 8
"""Characters at the end of a text that say how the next token is written."""


class Stroke(NamedTuple):
    """What writing one token does to a text: so many characters are taken back at its end, and others added."""

    takes_back: int
    adds: str

    def on(self, text: str) -> str:
        """The text with the token written after it."""
        return text[: len(text) - self.takes_back] + self.adds


def strokes(text: str, tokens: Iterable[str], tokenizer: str) -> list[Stroke]:
    """How `tokens` are written after `text`, one after the other: words apart, marks beside them, jamo in syllables.

    The tokenizer may read other tokens in it: a blank at the end is not a token, and two numbers side by side may be
    one token.
    """
    found, blanks = [], len(text) - len(text.rstrip())
    end = text.rstrip()[-TAIL:]
    for token in tokens:
        stroke = _stroke(end, token, tokenizer)
        end = stroke.on(end)[-TAIL:]
        found.append(Stroke(stroke.takes_back + blanks, stroke.adds))
        blanks = 0
    return found


def written_on(text: str, tokens: Iterable[str], tokenizer: str) -> str:
    """`text` with more `tokens` after it; see strokes."""
    parts = [text]
    for takes_back, adds in strokes(text, tokens, tokenizer):
        parts[-1] = parts[-1][: len(parts[-1]) - takes_back]
        if adds:
            parts.append(adds)
    return "".join(parts)


def _stroke(text: str, token: str, tokenizer: str) -> Stroke:
    last = text[-1:]
    if tokenizer == "jamo" and last in hangul.JOINED:
        joined = "".join(text for text, _ in hangul.syllables([*hangul.letters(last), token]))
        return Stroke(0, joined[1:]) if joined[0] == last else Stroke(1, joined)
    beside = tokenizer != "word" or not text or last in _OPENS or token[:1] in _FOLLOWS
    return Stroke(0, token if beside else f" {token}")


_OPENS, _FOLLOWS = frozenset("([{“‘«「『"), frozenset(".,:;!?…%)]}”’»」』")
"""Marks that stand beside the word after them, and beside the word before them."""


TOKENIZERS: dict[str, Callable[[str], Iterable[str]]] = {"word": _words, "char": _characters, "jamo": _jamo}
