from __future__ import annotations

import dataclasses
import re
import subprocess
import sys
import unicodedata
from functools import cache
from itertools import accumulate
from types import SimpleNamespace
from typing import Any, Literal

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import tokens, unicode_text
from app.engine.errors import EmptySentence, UnknownName
from app.settings import ROOT
from tests.quick import examples, share

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
    names = [unicodedata.name(jamo).split()[-1] for jamo in unicodedata.normalize("NFD", syllable)]
    compatible = [unicodedata.name(jamo).split()[-1] for jamo in tokens.tokenize(syllable, "jamo")]
    assert compatible == names


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
def test_composed_and_decomposed_spellings_are_one_token(tokenizer: str) -> None:
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


FILLERS = "\u3164\uffa0\u115f\u1160"
BLANKS = [*FILLERS, "\u115f\u1160", "\u2800", "\u00a0", "\u3000", "\u200b", "\U00013441"]
UNSEEN = [
    *"\u034f\u17b4\u17b5\u180b\u180e\u200c\u200d\u2061\u2065\u206f\ufe00\ufe0f\ufff9\ufff0",
    *"\U0001bca0\U0001d173\U000e0001\U000e0061\U000e007f\U000e0100\U000e0fff",
]


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_shows_nothing_makes_no_second_word(unseen: str, tokenizer: str) -> None:
    plain = tokens.tokenize("i am! 한글 👍", tokenizer)
    for text in ("{}i am! 한글 👍", "i{} a{}m{}!{} 한{}글 👍", "{} i am! {}{} 한글{} {}👍"):
        assert tokens.tokenize(text.replace("{}", unseen), tokenizer) == plain
    with pytest.raises(EmptySentence):
        tokens.tokenize(unseen, tokenizer)


@pytest.mark.parametrize("blank", BLANKS)
def test_a_blank_of_any_kind_parts_words(blank: str) -> None:
    assert tokens.tokenize(f"{blank}i{blank}am{blank}{blank}", "word") == ("i", "am")
    assert tokens.tokenize(f"{blank}i{blank}am{blank}{blank}", "char") == ("i", " ", "a", "m")
    with pytest.raises(EmptySentence):
        tokens.tokenize(blank)


def test_no_character_that_unicode_ignores_is_a_token() -> None:
    """All of Unicode: alone, each is no token; beside a letter, none makes another word."""
    ignored = regex.compile(r"[\p{DI}\p{Z}\p{Cc}]")
    for character in share(list(filter(ignored.match, map(chr, range(0x110000))))):
        with pytest.raises(EmptySentence):
            tokens.tokenize(character)
        assert set(tokens.tokenize(f"a{character}")) == {"a"}, hex(ord(character))


@pytest.mark.parametrize(
    "whole",
    [
        "❤\ufe0f\u200d🔥",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "🏴\u200d☠\ufe0f",
        "1\ufe0f\u20e3",
        "☀\ufe0f",
        "葛\U000e0100",
        "ᠠ\u180b",
        "ᠨ\u180eᠠ",
        "ه\u200d",
        "مُ\u200cخ",
        "র\u200d্য",
        "\u115fᅡ",
        "ᄀ\u1160",
        "\u115f\u1160ᆨ",
        "\U00013000\U00013430\U00013000",
        "۝",
    ],
)
def test_what_shapes_the_character_beside_it_stays(whole: str) -> None:
    assert tokens.tokenize(f"a {whole} b") == ("a", whole, "b")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("👍\u200d", "👍"),
        ("☀\ufe0f\ufe0f", "☀\ufe0f"),
        ("🏴\U000e0067\U000e0062", "🏴"),
        ("b\u0301\u200d", "b\u0301"),
        ("e\u034f\u0301", "é"),
        ("ᄀ\u115fᅡ", "가"),
        ("가\u1160", "가"),
        ("가\u115f나", "가나"),
        ("가\u1160ᅡ", "가ᅡ"),
        ("가\u115fᅡ", "가\u115fᅡ"),
        ("가\u1160ᆨ", "각"),
        ("ᄀ\u1160\u1160", "ᄀ\u1160"),
        ("각\u1160ᅡ", "각\u115fᅡ"),
        ("x\u115f가", "x가"),
        ("x\u115f가", "x가"),
        ("b\ufe20\u200d\ufe20", "b\ufe20\ufe20"),
    ],
)
def test_what_shapes_nothing_is_left_out(sentence: str, expected: str) -> None:
    assert tokens.tokenize(sentence) == (expected,)


def test_a_joiner_does_nothing_between_ideographs() -> None:
    assert tokens.tokenize("漢\u200d字") == ("漢", "字")
    assert tokens.tokenize("漢\u200c字") == ("漢", "字")


def test_a_musical_note_without_a_head_shows_only_with_its_stem() -> None:
    assert tokens.tokenize("a\U0001d159\ufe0eb") == tokens.tokenize("a\U0001d159b") == ("a", "b")
    assert tokens.tokenize("a\U0001d159\U0001d165b") == ("a", "\U0001d159\U0001d165", "b")


def test_a_character_by_itself_has_no_joiner_to_the_next() -> None:
    assert tokens.tokenize("می\u200cخ", "char") == (*"میخ",)
    assert tokens.tokenize("ന്\u200da", "char") == ("ന്\u200d", "a")


@pytest.mark.parametrize("whole", ["น้ำ", "ນ້ຳ", "ស្ត្រី", "क्षि", FAMILY, "\u0600\u0661", "\u0d4eക", "ᄒᆞᆫ", "🇰🇷"])
def test_a_character_stays_whole(whole: str) -> None:
    assert tokens.tokenize(f"({whole}!") == ("(", whole, "!")
    assert tokens.tokenize(whole, "char") == ((whole,) if regex.fullmatch(r"\X", whole) else tuple(whole))


ADVERSARIAL = [
    *"aé가각각ᄒᆞ1,.'_! \n\u00a0\u0301\u0327\u0344\u0f73\u3099\u093c\u094dक\u0903ำ้นຳក្តँ",
    *"\u0600\u06dd\u070f\u0d4e\U000110bd\U000113d1\u200b\u200c\u200d\ufe0e\ufe0f\u034f\u2060\u202e\ufeff\u00ad",
    *"🇰🇷👍🏽☀🏴❤🔥\U000e0067\U000e007f\u20e3\u115f\u1160\u3164\u2800\u180e\u180bᠠهمאカ゛ﾞ漢\U000e0100",
    *"\U00013000\U00013430\U00013437\ud83d\u302e\U00016d63\U00016d67\U0001d159\U0001d165",
]
HOSTILE = st.lists(st.sampled_from(ADVERSARIAL), max_size=24).map("".join)


@pytest.mark.parametrize("blank", [" ", "\n", "a ", "  "])
def test_what_begins_a_quadrat_stays_with_it(blank: str) -> None:
    text = unicode_text.shown(f"{blank}\U00013430\U00013000")
    assert list(unicode_text.words(text))[-1] == "\U00013430\U00013000"
    assert list(unicode_text.characters(text))[-1] == "\U00013430\U00013000"


@settings(max_examples=examples(600))
@given(HOSTILE)
def test_a_token_is_whole_characters(sentence: str) -> None:
    text = unicode_text.shown(sentence)
    ends = set(accumulate(map(len, regex.findall(r"\X", text))))
    at = 0
    for token in unicode_text.words(text):
        at = text.index(token, at) + len(token)
        assert {at, at - len(token)} <= ends | {0}
    assert "".join(unicode_text.words(text)).replace(" ", "").replace("\n", "") == "".join(text.split())


@settings(max_examples=examples(600))
@given(HOSTILE)
def test_what_shows_is_in_the_characters_and_has_one_spelling(sentence: str) -> None:
    once = unicode_text.shown(sentence)
    assert unicode_text.shown(unicodedata.normalize("NFD", sentence)) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "".join(unicode_text.characters(once)).replace("\u200c", "").replace("\u200d", "") == once.replace(
        "\u200c", ""
    ).replace("\u200d", "")


@pytest.mark.parametrize(
    ("sentence", "letters"),
    [
        ("ᄒᆞᆫ", "ㅎㆍㄴ"),
        ("ᄊᆞ", "ㅆㆍ"),
        ("ﾡ", "ㄱ"),
        ("ᄀ", "ㄱ"),
        ("ㄱ", "ㄱ"),
        ("ᆨ", "ㄱ"),
        ("ￄ", "ㅑ"),
        ("ᄡᆞᆯ", "ㅄㆍㄹ"),
        ("ᄢᅢ", "ㅴㅐ"),
        ("가ᇹ", "ㄱㅏㆆ"),
        ("각ᆨ", "ㄱㅏㄱㄱ"),
        ("ᄼᆡ", "ᄼㆎ"),
        ("\u115fᅡ", "ㅏ"),
        ("ᄀ\u1160", "ㄱ"),
        ("ᄒᆞᆫ\u302e", "ㅎㆍㄴ\u302e"),
    ],
)
def test_jamo_of_old_and_loose_letters(sentence: str, letters: str) -> None:
    assert tokens.tokenize(sentence, "jamo") == tuple(letters)


def test_every_letter_of_the_keyboard_has_one_spelling() -> None:
    for code in range(0x3131, 0x318F):
        if code != 0x3164:
            joining = unicodedata.normalize("NFKD", chr(code))
            assert tokens.tokenize(joining, "jamo") == tokens.tokenize(chr(code), "jamo") == (chr(code),)


def test_hangul_with_another_mark_is_no_letters() -> None:
    assert tokens.tokenize("한\u0301", "jamo") == ("한\u0301",)


LONG = {
    "marks": "\u0327\u0301",
    "marks of class zero": "\u0f73",
    "marks of two": "\u0344\u0327",
    "flags": "🇰🇷",
    "letters of one flag": "🇰",
    "marked flags": "🇰\u0301",
    "signs before flags": "\u0600🇰",
    "families": "👨\u200d",
    "signs": "\u0600",
    "jamo": "각",
    "fillers": "ᄀ\u115f",
    "tags": "🏴\U000e0067",
    "conjuncts": "क्",
    "hieroglyphs": "\U00013000\U00013430",
}


@pytest.mark.parametrize("tokenizer", tokens.TOKENIZERS)
@pytest.mark.parametrize("unit", LONG.values(), ids=LONG)
def test_work_grows_with_the_length_alone(unit: str, tokenizer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that costs the square of a run gets a long one, and nothing gets the text more often for being long."""
    once, twice = (_work("x" + unit * count, tokenizer, monkeypatch) for count in (400, 800))
    assert twice <= 2 * once + 100


def _work(sentence: str, tokenizer: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many characters the patterns and the normaliser get; each text is checked for the runs that they fear."""
    got = 0

    class Counted:
        def __init__(self, pattern: Any) -> None:
            self.pattern = pattern

        def __getattr__(self, name: str) -> Any:
            def call(*args: Any) -> Any:
                nonlocal got
                got += len(args[-1])
                if self.pattern in feared:
                    assert len(regex.findall(r"\p{RI}", args[-1])) <= 2
                return getattr(self.pattern, name)(*args)

            return call

    def normalize(form: Literal["NFC"], text: str) -> str:
        nonlocal got
        got += len(text)
        assert not any(len(run) > 31 for run in re.findall(marks(), text))
        return unicodedata.normalize(form, text)

    feared = [unicode_text._PIECE, unicode_text._CLUSTER]
    with monkeypatch.context() as patch:
        for name, pattern in list(vars(unicode_text).items()):
            if isinstance(pattern, regex.Pattern | re.Pattern):
                patch.setattr(unicode_text, name, Counted(pattern))
        patch.setattr(unicode_text, "unicodedata", SimpleNamespace(normalize=normalize))
        tokens.tokenize(sentence, tokenizer)
    return got


@cache
def marks() -> str:
    """A pattern of characters with no starter in them, by the tables of unicodedata, which are not those of regex."""
    decomposed = ((chr(code), unicodedata.normalize("NFD", chr(code))) for code in range(0x110000))
    return f"[{''.join(letter for letter, parts in decomposed if all(map(unicodedata.combining, parts)))}]+"


def test_a_word_of_a_vocabulary_is_composed_in_the_same_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """It may have half a million characters."""

    def normalize(form: Literal["NFC"], text: str) -> str:
        assert not any(len(run) > 31 for run in re.findall(marks(), text))
        return unicodedata.normalize(form, text)

    monkeypatch.setattr(unicode_text, "unicodedata", SimpleNamespace(normalize=normalize))
    assert tokens.composed("e\u0301") == "é"
    assert len(tokens.composed("a" + "\u0327\u0301" * 1_000)) == 2_000
    assert tokens.composed("plain") == "plain"


def test_only_one_place_puts_a_text_of_any_length_into_a_normal_form() -> None:
    """All others go through it, or take a letter."""
    found = {path.name for path in (ROOT / "app").rglob("*.py") if "normalize(" in path.read_text(encoding="utf-8")}
    assert found == {"unicode_text.py", "hangul.py", "features.py"}


def test_a_run_of_marks_is_ordered_thirty_at_a_time() -> None:
    for count in (15, 30):
        word = "a" + "\u0327\u0301" * (count // 2)
        assert tokens.tokenize(word) == (unicodedata.normalize("NFC", word),)
    word = "a" + "\u0327\u0301" * 15 + "\u0327\u0301"
    (token,) = tokens.tokenize(word)
    assert token == unicodedata.normalize("NFC", "a" + "\u0327\u0301" * 15) + "\u0327\u0301"
    assert tokens.tokenize("a" + "\u0301" * 200_000) == ("á" + "\u0301" * 199_999,)


def test_flags_come_in_pairs() -> None:
    assert tokens.tokenize("x" + "🇰🇷" * 300 + "🇺") == ("x", *["🇰🇷"] * 300, "🇺")
    assert tokens.tokenize("🇰\u0301🇷🇺", "char") == ("🇰\u0301", "🇷🇺")
    assert tokens.tokenize("a\u0600🇰🇷") == ("a", "\u0600🇰🇷")


def test_regex_is_imported_with_the_first_text_that_needs_it() -> None:
    code = """
import sys
from app.engine import tokens
for tokenizer in tokens.TOKENIZERS:
    tokens.tokenize("i am a 소년", tokenizer)
assert "regex" not in sys.modules
tokens.tokenize("i am!")
assert "regex" in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.text("aZ09가힣한 \n"), st.sampled_from(["char", "jamo"]))
def test_plain_characters_are_what_the_rule_says(sentence: str, tokenizer: str) -> None:
    assert list(tokens._characters(sentence)) == list(tokens._characters_by_rule(sentence))


@given(st.text("aZ09가힣한 \n"))
def test_plain_words_are_what_the_rule_says(sentence: str) -> None:
    assert list(tokens._words(sentence)) == list(tokens._words_by_rule(sentence)) == sentence.split()
