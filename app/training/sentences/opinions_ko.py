"""Opinions in Korean, read eojeol by eojeol."""

from __future__ import annotations

from collections.abc import Iterator

from .drawing import chosen

THINGS = ("영화", "이야기", "음악", "음식", "커피", "서비스", "방", "직원", "책", "결말", "경치", "침대")
BATCHIM = frozenset(("음악", "음식", "방", "직원", "책", "결말"))
"""Those that end in a consonant: their particles are 이 and 은, not 가 and 는."""
SUBJECTS = tuple(thing + ("이" if thing in BATCHIM else "가") for thing in THINGS)
TOPICS = tuple(thing + ("은" if thing in BATCHIM else "는") for thing in THINGS)
VERY = ("정말", "아주", "너무", "꽤")
_PRAISE = (
    *(("좋", "았"), ("훌륭하", "했"), ("재미있", "었"), ("멋지", "졌"), ("편안하", "했"), ("친절하", "했")),
    *(("아름답", "웠"), ("완벽하", "했"), ("맛있", "었"), ("만족스럽", "웠")),
)
_BLAME = (
    *(("나쁘", "빴"), ("끔찍하", "했"), ("지루하", "했"), ("형편없", "었"), ("불편하", "했"), ("불친절하", "했")),
    *(("지저분하", "했"), ("시끄럽", "웠"), ("맛없", "었"), ("실망스럽", "웠")),
)
"""Stems, and the syllable of their past: 좋 and 았 for 좋았다; 아름답 and 웠 for 아름다웠다."""


def _past(stem: str, syllable: str) -> str:
    """좋 + 았 → 좋았; 훌륭하 + 했 → 훌륭했; 아름답 + 웠 → 아름다웠."""
    if syllable == "웠":
        return stem[:-1] + chr(ord(stem[-1]) - (ord("답") - ord("다"))) + syllable
    return stem[:-1] + syllable if syllable in {"했", "졌", "빴"} else stem + syllable


PRAISE, BLAME = (tuple(_past(*each) for each in kind) for kind in (_PRAISE, _BLAME))
PRAISED, BLAMED = (tuple(stem + "지" for stem, _ in kind) for kind in (_PRAISE, _BLAME))
ENDS = ("다", "어요")
BUTS = ("지만",)
ANDS = ("고",)
NOT = "않았"
NEGATED, INTENSE = 0.4, 0.4
"""How likely a clause has a negation, and an adverb."""
_ENDINGS = (*ENDS, *BUTS, *ANDS)
GOOD = frozenset((*(each + end for each in PRAISE for end in _ENDINGS), *PRAISED))
BAD = frozenset((*(each + end for each in BLAME for end in _ENDINGS), *BLAMED))
NEUTRAL = frozenset((*SUBJECTS, *TOPICS, *VERY))
"""Words that say nothing of good or bad."""
WORDS = (*SUBJECTS, *TOPICS, *VERY, *sorted(GOOD), *sorted(BAD), *(NOT + end for end in _ENDINGS), ".")


def clause(draws: Iterator[float], good: bool) -> list[str]:
    """`음식이 정말 좋았다`, `음식이 좋지 않았어요`."""
    return _clause(draws, good, SUBJECTS, chosen(draws, ENDS))


def joined(draws: Iterator[float], good: bool) -> list[str]:
    """Two clauses, the second of which counts: `영화는 지루했지만 음악은 좋았다`; with -고 the first says the same."""
    kind = chosen(draws, (*ANDS, *BUTS))
    first = _clause(draws, good if kind in ANDS else not good, TOPICS, kind)
    return [*first, *_clause(draws, good, TOPICS, chosen(draws, ENDS))]


def _clause(draws: Iterator[float], good: bool, things: tuple[str, ...], end: str) -> list[str]:
    negated = next(draws) < NEGATED
    means = good != negated
    very = [chosen(draws, VERY)] if next(draws) < INTENSE else []
    if negated:
        said = [chosen(draws, PRAISED if means else BLAMED), NOT + end]
    else:
        said = [chosen(draws, PRAISE if means else BLAME) + end]
    return [chosen(draws, things), *very, *said]
