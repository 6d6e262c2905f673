"""Letters of Hangul joined into syllables again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import hangul

KEYS = "".join(chr(code) for code in range(0x3131, 0x3164)) + "ㆍa ."


def joined(letters: str) -> list[tuple[str, int]]:
    return hangul.syllables(list(letters))


@pytest.mark.parametrize(
    ("letters", "texts"),
    [
        ("ㅎㅏㄴㄱㅡㄹ", ["한", "글"]),
        ("ㅎㅏㄴㅏ", ["하", "나"]),
        ("ㄱㅏㄱㄱㅏ", ["각", "가"]),
        ("ㄴㅓㄳㅇㅣ", ["넋", "이"]),
        ("ㄱㅏㄸㅏ", ["가", "따"]),
        ("ㄱㅏㄸ", ["가", "ㄸ"]),
        ("ㅋㅋㅏㅏ", ["ㅋ", "카", "ㅏ"]),
        ("ㄱㅘ ㅎㅐ!", ["과", " ", "해", "!"]),
        ("ㄱ", ["ㄱ"]),
        ("", []),
    ],
)
def test_a_consonant_ends_a_syllable_unless_a_vowel_follows(letters: str, texts: list[str]) -> None:
    assert [text for text, _ in joined(letters)] == texts
    assert sum(count for _, count in joined(letters)) == len(letters)


@given(st.lists(st.sampled_from([*KEYS]), max_size=40))
def test_it_undoes_the_decomposition(letters: list[str]) -> None:
    found = hangul.syllables(letters)
    assert [letter for text, _ in found for letter in hangul.letters(text)] == letters
    assert all(len(hangul.letters(text)) == count for text, count in found)


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=20))
def test_every_syllable_comes_back(text: str) -> None:
    letters = [letter for syllable in text for letter in hangul.letters(syllable)]
    assert "".join(joined for joined, _ in hangul.syllables(letters)) == text


@pytest.mark.parametrize(
    ("letter", "answer"), [("ㅏ", True), ("ㅣ", True), ("ㆍ", True), ("ㄱ", False), ("ㅎ", False), ("ㅿ", False)]
)
def test_vowels_and_consonants(letter: str, answer: bool) -> None:
    assert hangul.is_vowel(letter) is answer


@pytest.mark.parametrize("other", ["a", "가", "", "ㅏㅏ", "\u3164", "\u318f"])
def test_what_is_no_letter_is_neither(other: str) -> None:
    assert hangul.is_vowel(other) is None


@pytest.mark.parametrize(("syllable", "answer"), [("가", False), ("각", True), ("힣", True), ("히", False)])
def test_final_consonants(syllable: str, answer: bool) -> None:
    assert hangul.has_final(syllable) is answer


@pytest.mark.parametrize("other", ["a", "ㄱ", "", "가가", "힤"])
def test_what_is_no_syllable_has_no_final(other: str) -> None:
    assert hangul.has_final(other) is None
