from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import tokens
from app.engine.errors import EmptySentence, UnknownName

THUMB = "👍🏽"
FAMILY = "👨‍👩‍👧"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("i am a boy", "i|am|a|boy"),
        ("Don't stop!! It's 3.14, e.g. U.S.A.", "Don't|stop|!|!|It's|3.14|,|e.g|.|U.S.A|."),
        ("나는 한국어를 배운다.", "나는|한국어를|배운다|."),
        (f"ok {THUMB}{FAMILY} (yes)", f"ok|{THUMB}|{FAMILY}|(|yes|)"),
        ("a_b x-y  #tag\t@me\n½ $5", "a_b|x|-|y|#|tag|@|me|½|$|5"),
        ("'quoted' “it’s”", "'|quoted|'|“|it’s|”"),
        ("\u200bzero\u200b \ufeff width\u00ad", "zero|width"),
    ],
)
def test_words(sentence: str, expected: str) -> None:
    assert tokens.tokenize(sentence, "word") == tuple(expected.split("|"))


def test_characters_are_what_a_reader_perceives() -> None:
    assert tokens.tokenize(f" a  b{THUMB}\r\n{FAMILY}e\u0301 ", "char") == ("a", " ", "b", THUMB, " ", FAMILY, "é")


@pytest.mark.parametrize("unseen", [*"\ufeff\u200e\u200f\u2060\u00ad\u061c\u202a\u202c\u2066\u2069", "\u202a\u200e"])
@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
def test_what_is_invisible_is_no_part_of_a_word(unseen: str, tokenizer: str) -> None:
    plain = tokens.tokenize("i am i, 한글", tokenizer)
    for text in ("{}i am i, 한글", "i{} am i, 한{}글", "i a{}m i{}, 한글{}", "i {}am{} {}i{}, {}한글"):
        assert tokens.tokenize(text.replace("{}", unseen), tokenizer) == plain


def test_joiners_stay_where_they_shape_what_is_seen() -> None:
    persian, sinhala, chillu = "می\u200cخواهم", "ක්\u200dෂ", "ന്\u200d"
    for word in (persian, sinhala, chillu, FAMILY):
        assert tokens.tokenize(word) == (word,)
    assert tokens.tokenize(FAMILY, "char") == (FAMILY,)
    assert tokens.tokenize("\u200di am\u200c a\u200d") == ("i", "am", "a")
    assert tokens.tokenize("i\u200b am") == tokens.tokenize("i am")
    assert tokens.tokenize("zero\u200bwidth") == ("zero", "width")


def test_jamo_decompose_hangul_and_nothing_else() -> None:
    assert tokens.tokenize("한글 a닭!", "jamo") == (*"ㅎㅏㄴㄱㅡㄹ", " ", "a", *"ㄷㅏㄺ", "!")


@pytest.mark.parametrize("syllable", ["가", "힣", "각", "뷁"])
def test_jamo_agree_with_unicode(syllable: str) -> None:
    import unicodedata

    names = [unicodedata.name(jamo).split()[-1] for jamo in unicodedata.normalize("NFD", syllable)]
    compatible = [unicodedata.name(jamo).split()[-1] for jamo in tokens.tokenize(syllable, "jamo")]
    assert compatible == names


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
def test_composed_and_decomposed_spellings_are_one_token(tokenizer: str) -> None:
    import unicodedata

    word = "한국어 café"
    assert tokens.tokenize(unicodedata.normalize("NFD", word), tokenizer) == tokens.tokenize(word, tokenizer)


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
@pytest.mark.parametrize("sentence", ["", " \t\n", "\u200b\ufeff", "\x00"])
def test_blank_sentences_are_refused(tokenizer: str, sentence: str) -> None:
    with pytest.raises(EmptySentence) as caught:
        tokens.tokenize(sentence, tokenizer)
    assert caught.value.tokenizer == tokenizer


def test_unknown_tokenizer_is_named_beside_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="unknown tokenizer: bpe; have word, char, jamo"):
        tokens.tokenize("a", "bpe")


@given(st.text(st.characters(), min_size=1), st.sampled_from(list(tokens.TOKENIZERS)))
def test_any_text_gives_tokens_that_encode(sentence: str, tokenizer: str) -> None:
    try:
        found = tokens.tokenize(sentence, tokenizer)
    except EmptySentence:
        return
    assert all(token.encode() for token in found)
    assert all(token == " " or token.strip() for token in found)
    assert tokenizer != "word" or " " not in found


def test_half_a_surrogate_pair_is_replaced() -> None:
    assert tokens.tokenize("a \ud83d b", "word") == ("a", "\ufffd", "b")


def test_vocabulary_is_in_order_of_appearance() -> None:
    words, ids = tokens.vocabulary(("b", "a", "b", "c", "a"))
    assert words == ("b", "a", "c")
    assert ids.tolist() == [0, 1, 0, 2, 1]


def test_a_text_holds_its_tokens_vocabulary_and_ids() -> None:
    text = tokens.text("b a b c a")
    assert text.tokens == ("b", "a", "b", "c", "a")
    assert text.vocabulary == ("b", "a", "c")
    assert text.ids.dtype == "int64"
    assert text.ids.tolist() == [0, 1, 0, 2, 1]
    assert tokens.text("가", "jamo").tokens == ("ㄱ", "ㅏ")
    assert tokens.Text.of(["a", "a"]).tokens == ("a", "a")


def test_a_text_cannot_be_changed() -> None:
    text = tokens.text("a b")
    with pytest.raises(dataclasses.FrozenInstanceError):
        text.tokens = ()  # type: ignore[misc]
    with pytest.raises(ValueError, match="read-only"):
        text.ids[0] = 1


@given(st.text("aZ09가힣한 \n"))
def test_plain_words_are_what_the_rule_says(sentence: str) -> None:
    assert list(tokens._words(sentence)) == list(tokens._words_by_rule(sentence)) == sentence.split()
