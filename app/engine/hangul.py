"""Hangul by its letters: 한 is ㅎ ㅏ ㄴ, the old ᄒᆞᆫ is ㅎ ㆍ ㄴ.

Unicode writes a letter up to four times: as an initial (ᄀ), a medial or a final (ᆨ) that join into a syllable, as
the letter of a keyboard (ㄱ, "compatibility jamo") and half as wide (ﾡ). Here they are all the letter of the keyboard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from functools import cache

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")

JOINED = frozenset(chr(code) for code in [*range(ord("가"), ord("힣") + 1), *range(0x3131, 0x318F)])
"""Syllables, and the letters of a keyboard, which may join into them."""
_FILLERS = "\u115f\u1160"
_HANGUL = re.compile("[가-힣\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb\u3131-\u318e\uffa1-\uffdc\u302e\u302f]+")
"""Syllables, letters in all four spellings, fillers, and the two tone marks of old texts."""
_NAME = re.compile(r"(?:HALFWIDTH )?HANGUL (?:CHOSEONG|JUNGSEONG|JONGSEONG|LETTER) ")
_FILLED = re.compile(rf"[{_FILLERS}]+")


def is_initial(character: str) -> bool:
    """Whether this is a joining initial, other than the filler in its place."""
    return "\u1100" <= character <= "\u115e" or "\ua960" <= character <= "\ua97c"


def is_medial(character: str) -> bool:
    """Whether this is a joining vowel, other than the filler in its place."""
    return "\u1161" <= character <= "\u11a7" or "\ud7b0" <= character <= "\ud7c6"


def is_final(character: str) -> bool:
    """Whether this is a joining final."""
    return "\u11a8" <= character <= "\u11ff" or "\ud7cb" <= character <= "\ud7fb"


def without_idle_fillers(text: str) -> str:
    """Return `text` with no filler but those that a syllable needs; one with no Hangul beside it becomes a space.

    A syllable needs U+115F before a vowel that has no initial, and U+1160 after an initial that has no vowel (Unicode
    §3.12, standard Korean syllable blocks).
    """
    return _FILLED.sub(_needed, text)


def _needed(run: re.Match[str]) -> str:
    """What is kept of a run of fillers."""
    before = run.string[run.start() - 1 : run.start()] if run.start() else ""
    after = run.string[run.end() : run.end() + 1]
    if is_initial(before):
        return "" if is_medial(after) else "\u1160"
    if is_medial(after):
        return "" if _ends_in_vowel(before) and "\u115f" not in run.group() else "\u115f"
    beside = _ends_in_vowel(before) or is_final(before) or "가" <= before <= "힣"
    if is_final(after) and not beside:
        return "\u115f\u1160"
    return "" if beside or is_initial(after) or "가" <= after <= "힣" else " "


def _ends_in_vowel(character: str) -> bool:
    """Whether another vowel or a final would join this character."""
    return is_medial(character) or ("가" <= character <= "힣" and (ord(character) - ord("가")) % len(_FINALS) == 0)


def letters(character: str) -> tuple[str, ...]:
    """Return the letters of a character that is Hangul through and through, else the character itself.

    A letter that no keyboard has (ᄼ) stays as it is, a tone mark is a letter, a filler is not.
    """
    if "가" <= character <= "힣" and len(character) == 1:
        return _of_syllable(character)
    if not _HANGUL.fullmatch(character):
        return (character,)
    found: list[str] = []
    for each in character:
        if "가" <= each <= "힣":
            found += _of_syllable(each)
        elif each not in _FILLERS:
            found.append(_keyboard().get(each, each))
    return tuple(found)


def _of_syllable(syllable: str) -> tuple[str, ...]:
    """The Unicode standard's arithmetic (§3.12): 한 → ㅎㅏㄴ."""
    rest, final = divmod(ord(syllable) - ord("가"), len(_FINALS))
    initial, medial = divmod(rest, len(_MEDIALS))
    return (_INITIALS[initial], _MEDIALS[medial], *_FINALS[final])


def syllables(letters: Sequence[str]) -> list[tuple[str, int]]:
    """Letters of a keyboard joined into syllables again: each text, and how many of the letters it is made of.

    The inverse of `letters`: ㅎ ㅏ ㄴ ㄱ ㅡ ㄹ → 한 of 3, 글 of 3. A consonant ends a syllable unless a vowel comes
    next. What joins nothing, such as ㅋ ㅋ or a blank, is a text of its own, of 1.
    """
    found: list[tuple[str, int]] = []
    at = 0
    while at < len(letters):
        count = _joining(letters[at : at + 4])
        joined = _syllable(letters[at : at + count]) if count > 1 else letters[at]
        found.append((joined, count))
        at += count
    return found


def _joining(letters: Sequence[str]) -> int:
    """How many of the next four letters are one text."""
    first, second, third, fourth = [*letters, "", "", ""][:4]
    if not (first and first in _INITIALS and second and second in _MEDIALS):
        return 1
    ends = third and third in _FINALS
    return 3 if ends and not (third in _INITIALS and fourth and fourth in _MEDIALS) else 2


def _syllable(letters: Sequence[str]) -> str:
    """Two or three letters that make a syllable, by the same arithmetic."""
    initial, medial, *final = letters
    place = _INITIALS.index(initial) * len(_MEDIALS) + _MEDIALS.index(medial)
    return chr(ord("가") + place * len(_FINALS) + _FINALS.index("".join(final)))


def is_vowel(letter: str) -> bool | None:
    """Whether a letter of the keyboard is a vowel, not a consonant; None for any other text."""
    if len(letter) != 1 or not "\u3131" <= letter <= "\u318e" or letter == "\u3164":
        return None
    return "\u314f" <= letter <= "\u3163" or letter >= "\u3187"


def has_final(syllable: str) -> bool | None:
    """Whether a syllable ends in a consonant; None for any text but one syllable of today's Hangul."""
    if len(syllable) != 1 or not "가" <= syllable <= "힣":
        return None
    return (ord(syllable) - ord("가")) % len(_FINALS) > 0


@cache
def _keyboard() -> dict[str, str]:
    """Each joining or half-width letter → the letter of the keyboard, by Unicode's names and decompositions."""
    found = {}
    for code in [*range(0x1100, 0x1200), *range(0xA960, 0xA97D), *range(0xD7B0, 0xD7FC), *range(0xFFA1, 0xFFDD)]:
        name, matches = _NAME.subn("HANGUL LETTER ", unicodedata.name(chr(code), ""))
        if matches:
            with suppress(KeyError):
                found[chr(code)] = unicodedata.lookup(name)
    return found | {unicodedata.normalize("NFKD", chr(code)): chr(code) for code in range(0x3131, 0x318F)}
