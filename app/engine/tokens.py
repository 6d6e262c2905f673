"""Sentence → tokens → ids.

- `word`: words by Unicode's rule (UAX #29: `don't`, `3.14` and `U.S.A` stay whole, `한국어를` is one eojeol); every
  other user-perceived character is its own token (`!`, an emoji with its skin tone); blanks are dropped.
- `char`: user-perceived characters (extended grapheme clusters). Blanks count: a run of them is one " ", and none
  stands at either end.
- `jamo`: as `char`, with each Hangul syllable decomposed into the letters of a Korean keyboard (한 → ㅎ ㅏ ㄴ).

The sentence is brought to Unicode's form NFC first, so that a word typed on a Mac (NFD) and elsewhere is the same
token; half a surrogate pair becomes U+FFFD. A blank is whitespace or what else leaves no mark (Unicode Z, Cc, Cf).
What is invisible within a word (a soft hyphen, a mark of direction, a byte order mark) is no part of it; joiners that
shape the letters of some scripts, and emoji, stay between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import regex

from .errors import EmptySentence, UnknownName

_PLAIN = re.compile(r"[A-Za-z0-9가-힣 \n]*")
"""Characters of which only the blanks part words, so that no rule of UAX #29 need be asked."""
_WORD_BOUNDARY = regex.compile(r"(?wV1)\b")
_CLUSTER = regex.compile(r"\X")
_BLANK = regex.compile(r"[\p{Z}\p{Cc}\p{Cf}\s]+")
_UNSEEN = regex.compile(r"(?V1)[\p{Cf}&&\p{DI}--[\u200b-\u200d]]")
"""Unicode's format characters that show nothing and part no words: U+200B parts them, joiners see to themselves."""
_LOOSE = regex.compile(r"(?<![\p{L}\p{M}])[\u200c\u200d]+|(?<!\p{M})[\u200c\u200d]+(?![\p{L}\p{M}\u200c\u200d])")
"""Joiners with no letter on one of their sides; after a mark (a virama) one may end a word."""
_LETTER = regex.compile(r"[\p{L}\p{N}]")

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")


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


def text(sentence: str, tokenizer: str = "word") -> Text:
    """Return `sentence` as a Text, with the tokens of `tokenize`, which says what is raised."""
    return Text.of(tokenize(sentence, tokenizer))


def tokenize(sentence: str, tokenizer: str = "word") -> tuple[str, ...]:
    """Return the T tokens of `sentence`, T ≥ 1.

    Raises UnknownName for a tokenizer outside TOKENIZERS and EmptySentence where no token is left.
    """
    if tokenizer not in TOKENIZERS:
        raise UnknownName("tokenizer", tokenizer, tuple(TOKENIZERS))
    whole = sentence.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    tokens = tuple(TOKENIZERS[tokenizer](unicodedata.normalize("NFC", whole)))
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
    for piece in _WORD_BOUNDARY.split(sentence):
        if _LETTER.search(piece):
            yield _seen(piece.strip())
        else:
            yield from (cluster for cluster in _CLUSTER.findall(piece.strip()) if not _BLANK.fullmatch(cluster))


def _seen(piece: str) -> str:
    """What is seen of a piece that has a letter."""
    return piece if piece.isascii() else _LOOSE.sub("", _UNSEEN.sub("", piece))


def _characters(sentence: str) -> Iterable[str]:
    blank = False
    started = False
    for cluster in _CLUSTER.findall(sentence):
        if _BLANK.fullmatch(cluster):
            blank = blank or (started and not _UNSEEN.fullmatch(cluster))
            continue
        if blank:
            yield " "
        yield _seen(cluster) if _LETTER.search(cluster) else cluster
        blank, started = False, True


def _jamo(sentence: str) -> Iterable[str]:
    for cluster in _characters(sentence):
        yield from _letters(cluster) if "가" <= cluster <= "힣" and len(cluster) == 1 else (cluster,)


def _letters(syllable: str) -> str:
    """The Unicode standard's arithmetic (§3.12): 한 → ㅎㅏㄴ."""
    rest, final = divmod(ord(syllable) - ord("가"), len(_FINALS))
    initial, medial = divmod(rest, len(_MEDIALS))
    return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]


TOKENIZERS: dict[str, Callable[[str], Iterable[str]]] = {"word": _words, "char": _characters, "jamo": _jamo}
