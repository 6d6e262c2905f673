"""The worst requests that we know, of every kind: allowed ones that are much work, refused ones that are much to read.

Each is a function of a number that makes it another request each time, so that nothing remembered helps.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from urllib.parse import quote_plus

from bench import hostile_files
from bench.requests import Kind, Request

SMALL = "/step?sentence=i+am+a+boy"
BODY = 1_040_000
"""Bytes of the largest bodies: just within the limit."""
SMALL_TEXT, LARGE_TEXT = 2_000, 190_000
"""Characters of a text that is read at once, and of one that goes to a thread."""
ALPHABETS = {
    "marks in the wrong order": "\u0327\u0301",
    "one letter and its marks": "a" + "\u0301" * 40,
    "flags": "\U0001f1f0\U0001f1f7",
    "half flags": "\U0001f1f0",
    "jamo": "\u1112\u1161\u11ab",
    "leading jamo": "\u1112",
    "joiners": "\U0001f469\u200d",
    "selectors": "\u2764\ufe0f",
    "conjuncts": "\u0915\u094d",
    "right to left": "\u202e\u05d0",
    "composed and not": "\uac00\u1100\u1161",
    "astral": "\U0001d400",
    "apostrophes": "a'",
    "plain": "a ",
}


def kinds() -> Iterator[Kind]:
    """All of them."""
    yield from _weights()
    yield from _texts()
    yield from _answers()
    yield from _forms()
    yield from _refused()
    yield from hostile_files.kinds()


def _asked(name: str, query: str, times: int = 3) -> Kind:
    return Kind(name, lambda seed: Request(f"{query}&seed={seed}"), times)


def _posted(name: str, path: str, text: bytes, times: int = 3) -> Kind:
    """A body of JSON; blanks behind it make it another each time."""
    return Kind(name, lambda seed: Request(path, text + b" " * (seed % 100)), times)


def _weights() -> Iterator[Kind]:
    """Few tokens, large matrices."""
    large = "/step?sentence=a&hidden_size=256&input_size=256&cell=lstm"
    yield _asked("weights of an LSTM, H = I = 256", large)
    for init in ("uniform", "orthogonal", "non-normal"):
        yield _asked(f"{init} weights, rescaled", f"{large}&spectral_radius=1&recurrent_init={init}")
    yield _asked("orthogonal weights", f"{large}&recurrent_init=orthogonal")
    yield _asked("a Jacobian, H = 150", "/step?sentence=a&hidden_size=150&cell=lstm&spectral_radius=1&include=jacobian")
    for seeds, size in ((100, 8), (50, 20), (4, 80), (2, 120)):
        query = f"/memory?sentence=a&hidden_size={size}&input_size=1&cell=lstm&spectral_radius=1&seeds={seeds}"
        yield _asked(f"{seeds} seeds, H = {size}", query)
    for path, size in (("weights", 105), ("script", 60), ("check", 16)):
        yield _asked(
            f"/{path}, H = {size}", f"/{path}?sentence=i+am+a+boy&hidden_size={size}&cell=lstm&spectral_radius=1"
        )


def _texts() -> Iterator[Kind]:
    """Long texts, as long as they are read at once and as long as they may be."""
    for name, alphabet in ALPHABETS.items():
        for tokenizer in ("word", "char", "jamo"):
            small = (alphabet * SMALL_TEXT)[: SMALL_TEXT - 10]
            yield _text(f"{name}, 2,000 by {tokenizer}", small, tokenizer)
        large = (alphabet * LARGE_TEXT)[:LARGE_TEXT]
        yield _text(f"{name}, 190,000 by word", large, "word", times=1)
    for tokenizer in ("word", "jamo"):
        yield _to_learn(f"190,000 to learn by {tokenizer}", tokenizer)
    yield _text("19,000 words", " ".join(f"w{k}" for k in range(19_000)), "word")


def _text(name: str, text: str, tokenizer: str, times: int = 3) -> Kind:
    def make(seed: int) -> Request:
        fields = {"sentence": f"{seed} {text}", "tokenizer": tokenizer, "hidden_size": 1, "input_size": 1}
        return Request("/step", json.dumps(fields, ensure_ascii=False).encode())

    return Kind(name, make, times)


def _to_learn(name: str, tokenizer: str) -> Kind:
    """A text for /train that is read, and then is too much work."""

    def make(seed: int) -> Request:
        text = f"{seed} {'각 ' * (LARGE_TEXT // 2)}"
        fields = {"task": "text", "text": text, "tokenizer": tokenizer, "hidden_size": 256, "steps": 100_000}
        return Request("/train", json.dumps(fields, ensure_ascii=False).encode())

    return Kind(name, make, 1)


def _answers() -> Iterator[Kind]:
    """Answers as large as they come."""
    words = quote_plus("a b " * 7_000)
    yield _asked("34 MB of states", f"/step?hidden_size=256&sentence={words[:28_000]}", 1)
    included = "gates,products,gradients,predictions,projection,inputs"
    yield _asked("everything of 500 steps", f"/step?hidden_size=64&include={included}&sentence={'a+b+' * 250}")
    yield _asked("the dearest Jacobians", "/step?hidden_size=256&cell=lstm&include=jacobian&sentence=a+b+a+b+a", 1)
    edits = [{"t": 0, "from": {"sentence": chr(97 + k % 26), "t": 0}} for k in range(29)]
    fields = {"sentence": "a", "cell": "lstm", "hidden_size": 256, "input_size": 256, "edits": edits}

    def others(seed: int) -> Request:
        return Request("/what-if", json.dumps({**fields, "seed": seed}).encode())

    yield Kind("29 other networks in /what-if", others)


def _forms() -> Iterator[Kind]:
    """Answers of every other form and address, large and compressed."""
    include = "gates,products,gradients,predictions,projection,inputs"
    every = f"hidden_size=64&include={include}&sentence={'a+b+' * 250}"
    for form in ("csv", "ndjson", "npz"):
        yield _asked(f"everything of 500 steps as {form}", f"/step?format={form}&{every}")
    for coding in ("gzip", "br", "zstd"):
        target = f"/step?hidden_size=256&sentence={'a+b+' * 3_500}"

        def compressed(seed: int, coding: str = coding, target: str = target) -> Request:
            return Request(f"{target}&seed={seed}", accept_encoding=coding)

        yield Kind(f"17 MB of states in {coding}", compressed, 1)
    letters = "a(b) " * 400

    def posted(path: str, **fields: object) -> Callable[[int], Request]:
        return lambda seed: Request(path, json.dumps({**fields, "seed": seed}).encode())

    yield Kind("/neurons of 2,000 letters", posted("/neurons", sentence=letters, tokenizer="char", hidden_size=4))
    yield Kind("/neurons, the dearest", posted("/neurons", sentence="a(b) " * 3_000, hidden_size=12))
    yield Kind(
        "/sample, a thousand tokens", posted("/sample", sentence="ab", tokenizer="char", length=900, hidden_size=2)
    )
    yield Kind("/sample after 18,000 words", posted("/sample", sentence="a b " * 9_000, length=300, hidden_size=1))
    truncated = {"sentence": "a b " * 5_000, "hidden_size": 16, "truncate": 1, "include": ["gradients"]}
    yield Kind("10,000 stretches of one step", posted("/step", **truncated))
    for name, task in (
        ("6,000 symbols", {"task": "recall", "symbols": [f"s{k}" for k in range(6_000)], "delay": 0, "batch_size": 1}),
        ("20,000 numbers", {"task": "forecast", "series": [1.5] * 20_000, "window": 100, "batch_size": 1}),
    ):
        yield Kind(f"a script to learn {name}", posted("/script", sentence="a b", hidden_size=1, training=task))
    for path in ("/", "/experiment", "/models", "/limits", "/openapi.json"):

        def get(_: int, path: str = path) -> Request:
            return Request(path, accept_encoding="br")

        yield Kind(f"GET {path} in br", get)


def _refused() -> Iterator[Kind]:
    """A megabyte of what is wrong, and ten of too much."""
    start = b'{"sentence":"a",'
    repeated = {"a number": b'"seed":1', "a name": b'"x":1'}
    for name, part in repeated.items():
        yield _posted(f"{name} again and again", "/step", start + _many(part) + b"}")
    yield _posted("a state's name again and again", "/step", start + b'"state":{' + _many(b'"h":[]') + b"}}")
    yield _posted("a state of half a million numbers", "/step", start + b'"state":{"h":[' + _many(b"0") + b"]}}")
    rows = b",".join(b'"%c":[%b]' % (letter, b",".join([b"[]"] * 19_000)) for letter in b"abcdefghijklmnop")
    yield _posted("empty rows of parameters", "/step", start + b'"parameters":{' + rows + b"}}")
    yield _posted("a list of names", "/step", start + b'"include":[' + _many(b'"gates"') + b"]}")
    unknown = b",".join(b'"%x":1' % k for k in range(BODY // 10))
    yield _posted("unknown fields", "/step", start + unknown + b"}")
    yield _posted("unknown fields of an edit", "/what-if", start + b'"edits":[{"t":0,' + unknown + b"}]}")
    yield _posted("edits", "/what-if", start + b'"edits":[' + _many(b"{}") + b"]}")
    yield _posted("a long number", "/step", start + b'"seed":' + b"9" * BODY + b"}")
    yield _posted("a deep body", "/step", b'{"sentence":' + b"[" * BODY)
    yield _posted("a sentence too long", "/step", b'{"sentence":"' + b"a" * BODY + b'"}')
    yield _posted("a body too large", "/step", b" " * 10 * BODY, times=1)
    yield _asked("a long query of many fields", "/step?" + "&".join(f"a{k}={'b' * 500}" for k in range(99)))


def _many(part: bytes) -> bytes:
    """A list that fills a body."""
    return b",".join([part] * ((BODY - 100) // (len(part) + 1)))
