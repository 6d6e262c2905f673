"""A short list of words that praise or blame, in English and Korean, for the features of a text.

It is this project's own, made by hand. It knows no irony, no "not", and few of the words that there are: what follows
it follows these words, and no more is claimed.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_GOOD = frozenset(
    _words(
        "good great best better nice fine fun funny happy love loved loves lovely like liked enjoy enjoyed enjoyable "
        "excellent wonderful amazing awesome beautiful brilliant charming clever delight delightful fantastic fresh "
        "gorgeous impressive masterpiece memorable moving perfect pleasant recommend superb sweet touching warm "
        "delicious friendly helpful"
    )
)
_BAD = frozenset(
    _words(
        "bad worst worse poor sad hate hated hates awful terrible horrible boring bored dull annoying ugly stupid "
        "silly slow waste wasted weak wrong disappointing disappointed disappointment dreadful fail failed fails flat "
        "lame mess pathetic pointless predictable ridiculous tedious tiresome unfunny rude broken dirty cold bland"
    )
)
_GOOD_STEMS = _words(
    "좋 재미있 재밌 훌륭 멋지 멋진 멋졌 최고 감동 사랑 행복 아름다 아름답 완벽 즐거 즐겁 추천 따뜻 뛰어나 뛰어난 "
    "맛있 친절 만족 기쁘 기쁜 유쾌 명작 예쁘 예쁜"
)
_BAD_STEMS = _words(
    "나쁘 나쁜 나빴 싫 지루 재미없 재미가없 최악 별로 형편없 실망 슬프 슬픈 끔찍 아깝 아까 불친절 불만 맛없 엉망 "
    "유치 짜증 졸리 졸린 후회 답답 못생 미운 미워 시시"
)
"""Beginnings of words: what a Korean word ends in says how it is used, not what it means."""


def sentiment(word: str) -> int:
    """1 for a word that praises, −1 for one that blames, 0 for any other."""
    plain = word.lower()
    if plain in _GOOD or plain.startswith(_GOOD_STEMS):
        return 1
    return -1 if plain in _BAD or plain.startswith(_BAD_STEMS) else 0
