"""The features of a text, held against texts written by hand."""

from __future__ import annotations

import math
import unicodedata
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import features, tokens
from app.engine.sentiment import sentiment


def values(name: str, text: str, tokenizer: str = "char", *, judged: bool = False) -> list[float | None]:
    """One value a token, None where the feature says nothing."""
    read = tokens.tokenize(text, tokenizer)
    (feature,) = (feature for feature in features.of_tokens(read, tokenizer, judged=judged) if feature.name == name)
    return [None if math.isnan(value) else value for value in feature.values.tolist()]


def marks(name: str, text: str, tokenizer: str = "char") -> str:
    """One digit a token, `-` where the feature says nothing."""
    return "".join("-" if value is None else f"{value:.0f}" for value in values(name, text, tokenizer))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("position", "abcd", "0123"),
        ("depth", "a(b[c]{d})e)f", "0112212210000"),
        ("depth", "a<b", "000"),
        ("depth", "a<b>c", "01100"),
        ("depth", "))((", "0012"),
        ("quotes", '"ab" c', "111000"),
        ("quotes", "“a ‘b’ c” d", "11111111000"),
        ("quotes", "‘don’t’ x", "111111000"),
        ("quotes", "「가」 나", "11000"),
        ("vowel", "Aé b?", "11-0-"),
        ("vowel", "ㄱㅏ", "01"),
        ("vowel", "가", "-"),
        ("final", "각가 a", "10--"),
        ("word_start", "ab, cd", "100010"),
        ("word_length", "ab, cde", "1200123"),
        ("capital", "Ab C", "1001"),
        ("digit", "a1 2", "0101"),
        ("seen", "abab", "0011"),
        ("repeat", "aabb a", "010100"),
    ],
)
def test_characters(name: str, text: str, expected: str) -> None:
    assert marks(name, text) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("vowel", "한 ㅋ", "010-0"),
        ("final", "한가", "00100"),
        ("final", "ㅋㅋ각", "--001"),
        ("word_start", "한 글", "1000100"),
        ("word_length", "한 글", "1230123"),
    ],
)
def test_jamo(name: str, text: str, expected: str) -> None:
    assert marks(name, text, "jamo") == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("vowel", "i am a boy", "----"),
        ("word_start", "i am a boy", "----"),
        ("word_length", "i am , boys", "1204"),
        ("final", "나는 소년이다 말 ok", "101-"),
        ("depth", "f ( x ( y ) )", "0112210"),
        ("quotes", "he said ‘hi’ there", "001100"),
        ("capital", "The cat Sat", "101"),
        ("seen", "a rose is a rose", "00011"),
    ],
)
def test_words(name: str, text: str, expected: str) -> None:
    assert marks(name, text, "word") == expected


def test_sentiment_is_asked_of_a_judged_text_only() -> None:
    names = {feature.name for feature in features.of_tokens(("good", "film"))}
    assert not names & {"sentiment", "sentiment_so_far"}
    assert values("sentiment", "a good film , not boring", "word", judged=True) == [0, 1, 0, 0, 0, -1]
    assert values("sentiment_so_far", "bad good good", "word", judged=True) == [-1, 0, 1]


def test_a_word_that_is_spelled_is_judged_where_it_ends() -> None:
    assert values("sentiment", "bad ok", "char", judged=True) == [0, 0, -1, 0, 0, 0]
    assert values("sentiment", "a bad", "char", judged=True) == [0, 0, 0, 0, -1]
    assert values("sentiment", "좋다", "jamo", judged=True) == [0, 0, 0, 0, 1]


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("good", 1),
        ("Great", 1),
        ("awful", -1),
        ("goods", 0),
        ("좋아요", 1),
        ("지루했다", -1),
        ("영화", 0),
        ("재미없다", -1),
    ],
)
def test_the_list_of_sentiment(word: str, answer: int) -> None:
    assert sentiment(word) == answer


def test_single_tokens_are_features_where_they_come_again() -> None:
    found = [feature for feature in features.of_tokens(tuple("banana!")) if feature.name == "token"]
    assert [feature.token for feature in found] == ["a", "n"]
    assert found[1].values.tolist() == [0, 0, 1, 0, 1, 0, 0]


def test_at_most_sixteen_tokens_the_commonest_first() -> None:
    text = "".join(chr(ord("a") + k) * (2 + k) for k in range(20))
    found = [feature.token for feature in features.of_tokens(tuple(text)) if feature.name == "token"]
    assert found == [chr(ord("a") + k) for k in range(19, 3, -1)]


def test_ids_have_no_letters() -> None:
    names = [feature.name for feature in features.of_tokens(("3", "1", "3"), named=False)]
    assert names == ["position", "seen", "repeat", "token"]


def test_numbers_are_features_themselves() -> None:
    x = np.array([[1.0, 5.0], [4.0, 5.0], [2.0, 7.0]])
    found = features.of_numbers(x)
    assert [(feature.name, feature.column) for feature in found] == [
        ("position", None),
        ("input", 0),
        ("change", 0),
        ("input", 1),
        ("change", 1),
    ]
    assert found[1].values.tolist() == [1, 4, 2]
    assert found[2].values.tolist()[1:] == [3, -2]
    assert math.isnan(found[2].values[0])
    assert len(features.of_numbers(np.zeros((2, 30)))) == 1 + 2 * features.MOST_COLUMNS


@given(st.text(max_size=60), st.sampled_from(["word", "char", "jamo"]), st.booleans())
def test_every_feature_of_any_text_has_a_value_or_none_for_every_token(text: str, tokenizer: str, judged: bool) -> None:
    read = tokens.tokenize(f"a{text}", tokenizer)
    found = features.of_tokens(read, tokenizer, judged=judged)
    assert len({(feature.name, feature.token) for feature in found}) == len(found)
    for feature in found:
        assert feature.values.shape == (len(read),)
        assert not np.isinf(feature.values).any()
        assert not feature.values.flags.writeable


def test_the_marks_of_a_letter_are_not_put_into_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unicode's tables sort a run of marks by insertion: of a long one in the wrong order that takes minutes."""
    asked: list[int] = []

    def normalize(form: Any, text: str) -> str:
        asked.append(len(text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(features, "unicodedata", SimpleNamespace(normalize=normalize))
    letters = ("a" + "\u0327\u0301" * 1_000, "\u0327\u0301" * 1_000, "ệ" + "\u0301" * 1_000, "B")
    (vowel,) = (feature for feature in features.of_tokens(letters, "char") if feature.name == "vowel")
    np.testing.assert_array_equal(vowel.values, [1, np.nan, 1, 0])
    assert max(asked) == 1
