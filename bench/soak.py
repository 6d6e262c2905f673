"""Ten thousand hostile sentences against a server of its own: `python bench/soak.py [--sentences N] [--seed N]`.

Two clients send them to /step, raw UTF-8 in the body of a POST or percent-encoded in an address. Prints the answers by
status, how long they took, and the slowest kind of sentence. Exit status 1, with the sentence named, where an answer is
a 5xx, does not come, is not JSON, holds a number that is not finite, or takes over two seconds.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, NoReturn
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.serving import serving

CLIENTS = 2
SECONDS = 2.0
"""What an answer may take."""
TOKENIZERS = ("word", "char", "jamo")
LENGTHS = (1, 3, 10, 40, 200, 1_000)
LONG, EVERY = (20_000, 200_000), 40
"""One sentence in EVERY is as long as these, in characters."""
QUERY_BYTES = 50_000
"""Longer sentences are only sent by POST, which is what the server asks for."""
WORDS = ("i", "am", "a", "boy", "나는", "소년", "이다", ".", "!", "3.14", "don't")

Kind = Callable[[random.Random, int], str]


def repeated(unit: str) -> Kind:
    """The same few characters over and over, after a letter."""
    return lambda _, length: ("x" + unit * (length // len(unit)))[: max(1, length)]


def mixed(characters: str) -> Kind:
    """Any of `characters`, in any order."""
    return lambda rng, length: "".join(rng.choices(characters, k=length))


def ranges(*bounds: tuple[int, int]) -> Kind:
    """Any character between the bounds."""
    return lambda rng, length: "".join(chr(rng.randint(*rng.choice(bounds))) for _ in range(length))


def decomposed(rng: random.Random, length: int) -> str:
    """Letters and syllables as a Mac spells them."""
    return unicodedata.normalize("NFD", "".join(rng.choices("한글강물ệǖṩÅ ", k=length)))[:length]


def halves(rng: random.Random, length: int) -> str:
    """Surrogates without their other half."""
    return "".join(rng.choices(["\ud83d", "\udc4d", "\udfff", "a", " "], k=length))


def words(rng: random.Random, length: int) -> str:
    """Ordinary words, as many as fit."""
    return " ".join(rng.choices(WORDS, k=max(1, length // 4)))


KINDS: dict[str, Kind] = {
    "marks in the wrong order": repeated("\u0327\u0301"),
    "marks of class zero": repeated("\u0f73"),
    "marks of two marks": repeated("\u0344\u0327"),
    "marks, any": ranges((0x300, 0x36F)),
    "flags": repeated("🇰🇷"),
    "half flags": mixed("🇰🇷🇺 \u0301\u200d"),
    "signs before flags": repeated("\u0600🇰"),
    "jamo": ranges((0x1100, 0x11FF)),
    "old jamo and fillers": mixed("ᄒᆞᆫᄊᄀ\u115f\u1160\u3164\uffa0한\u302e"),
    "half-width": ranges((0xFF61, 0xFFDC)),
    "joiners": repeated("\u200d\u200c"),
    "families": repeated("👨\u200d"),
    "emoji": mixed("👍🏽👨👩\u200d\ufe0f☀❤🔥1\u20e3"),
    "variation selectors": mixed("a☀葛ᠠ\ufe0e\ufe0f\U000e0100\u180b"),
    "tags": mixed("🏴\U000e0067\U000e0062\U000e007f"),
    "Indic conjuncts": repeated("क्"),
    "Indic, any": ranges((0x900, 0xDFF)),
    "South-East Asian": mixed("น้ำນ້ຳក្រមြန် "),
    "bidirectional": mixed("אبa1\u200e\u200f\u202a\u202e\u2066\u2069\u061c"),
    "Arabic with joiners": mixed("می\u200cخهُ\u200d\u0600\u06dd١"),
    "lone surrogates": halves,
    "controls": ranges((0, 0x20), (0x7F, 0x9F)),
    "blanks": mixed(" \t\n\r\u00a0\u2028\u3000\u200b\u2800\u3164"),
    "ignorable": mixed("a\u034f\u00ad\u2060\ufeff\u17b4\U000e0001\ufff9"),
    "one huge word": lambda rng, length: rng.choice("a가\U0001d400") * length,
    "words of one character": repeated("! "),
    "middle punctuation": mixed("a1.,:'_\"·א"),
    "hieroglyphs": mixed("\U00013000\U00013430\U00013437\U00013447"),
    "signs that come first": mixed("\u0600\u0d4e\U000110bdക1 "),
    "ideographs": ranges((0x4E00, 0x9FFF), (0x20000, 0x2A6DF)),
    "the Basic Plane": ranges((0x20, 0xD7FF), (0xE000, 0xFFFD)),
    "beyond the Basic Plane": ranges((0x10000, 0x10FFFF)),
    "decomposed": decomposed,
    "markup and quotes": mixed("<>&\"'\\/{}%;$`\n"),
    "words": words,
    "nothing": lambda _, __: "",
}


class Sentence(NamedTuple):
    """What is sent, and how."""

    kind: str
    text: str
    tokenizer: str
    in_address: bool

    @property
    def name(self) -> str:
        """The sentence for a person to read."""
        start = ascii(self.text[:40])
        return f"{self.kind}, {len(self.text):,} characters, {self.tokenizer}, begins with {start}"


class Answer(NamedTuple):
    """What came back: status 0 where nothing did; `fault` says what is wrong with it, or is empty."""

    sentence: Sentence
    status: int
    seconds: float
    fault: str


def sentences(count: int, seed: int) -> Iterator[Sentence]:
    """`count` sentences, all kinds in turn; the same for the same seed."""
    rng = random.Random(seed)
    names = list(KINDS)
    for place in range(count):
        kind = names[place % len(names)]
        text = KINDS[kind](rng, rng.choice(LENGTHS if rng.randrange(EVERY) else LONG))
        short = len(quote(text, errors="surrogatepass")) < QUERY_BYTES
        yield Sentence(kind, text, rng.choice(TOKENIZERS), short and rng.random() < 0.3)


def send(connection: http.client.HTTPConnection, sentence: Sentence) -> tuple[int, bytes]:
    """The status and body of the answer."""
    fields = {"sentence": sentence.text, "tokenizer": sentence.tokenizer, "hidden_size": 2, "input_size": 1}
    if sentence.in_address:
        query = "&".join(f"{name}={quote(str(value), errors='surrogatepass')}" for name, value in fields.items())
        connection.request("GET", f"/step?{query}")
    else:
        body = json.dumps(fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
        connection.request("POST", "/step", body, {"content-type": "application/json"})
    response = connection.getresponse()
    return response.status, response.read()


def ask(connection: http.client.HTTPConnection, sentence: Sentence) -> Answer:
    """Send a sentence and judge the answer."""
    start = time.perf_counter()
    try:
        status, body = send(connection, sentence)
    except (OSError, http.client.HTTPException) as error:
        connection.close()
        return Answer(sentence, 0, time.perf_counter() - start, f"no answer: {type(error).__name__}")
    seconds = time.perf_counter() - start
    if status >= 500:
        return Answer(sentence, status, seconds, f"status {status}")
    try:
        json.loads(body, parse_constant=_refuse)
    except ValueError as error:
        return Answer(sentence, status, seconds, f"no JSON: {error}")
    return Answer(sentence, status, seconds, f"took {seconds:.1f} s" if seconds > SECONDS else "")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is not finite")


def client(address: str, asked: Iterable[Sentence]) -> list[Answer]:
    """Send the sentences one after another over one connection."""
    connection = http.client.HTTPConnection(address, timeout=60)
    try:
        return [ask(connection, sentence) for sentence in asked]
    finally:
        connection.close()


def report(answers: list[Answer]) -> int:
    """Print what happened; the number of faults."""
    times = sorted(answer.seconds for answer in answers)
    slowest = max(answers, key=lambda answer: answer.seconds)
    counts = sorted(Counter(answer.status for answer in answers).items())
    faults = [answer for answer in answers if answer.fault]
    print(f"{len(answers):,} sentences of {len(KINDS)} kinds:", ", ".join(f"{n:,} × {status}" for status, n in counts))
    p50, p99 = (1000 * times[int(share * (len(times) - 1))] for share in (0.5, 0.99))
    print(f"p50 {p50:.1f} ms, p99 {p99:.0f} ms, max {1000 * times[-1]:.0f} ms")
    print(f"slowest: {slowest.sentence.name}")
    for fault in faults[:20]:
        print(f"FAULT: {fault.fault}: {fault.sentence.name}")
    return len(faults)


def main() -> int:
    """Run it; return 1 where an answer is at fault."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--sentences", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    asked = list(sentences(arguments.sentences, arguments.seed))
    with serving() as url, ThreadPoolExecutor(CLIENTS) as pool:
        address = urlsplit(url).netloc
        shares = pool.map(client, [address] * CLIENTS, [asked[first::CLIENTS] for first in range(CLIENTS)])
        answers = [answer for share in shares for answer in share]
    return 1 if report(answers) else 0


if __name__ == "__main__":
    sys.exit(main())
