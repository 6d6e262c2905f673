"""The workshop and its worksheet: every link opens, and every number is the one that its link gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import httpx
import numpy as np
import pytest

from app.api.schemas import PAGE_FIELDS
from app.engine.library import read
from app.settings import ROOT
from docs import classroom, worksheet
from tests.serving import serving

HOST = "http://localhost:8000"
WORKSHOPS = {name: (ROOT / f"docs/{name}").read_text(encoding="utf-8") for name in ("workshop.md", "workshop.ko.md")}
KEYS = {name: (ROOT / f"docs/{name}").read_text(encoding="utf-8") for name in ("worksheet.md", "worksheet.ko.md")}
LINK = re.compile(rf"\[(?P<text>[^\]]*)\]\({HOST}(?P<path>/[^\s)]*)\)|<{HOST}(?P<bare>/[^\s>]*)>")
CLAIM = re.compile(r"(?P<said>−?[\d,]+(?:\.(?P<decimals>\d+))?)(?P<percent>%?)<!-- (?P<name>\w+) -->")
PARTS = re.compile(f"{LINK.pattern}|{CLAIM.pattern}")
SLOT = re.compile(r"^\| (\d+)–(\d+) \| [^|]+ \| \[`(/[^`]*)`\]\(", re.MULTILINE)


class Claim(NamedTuple):
    """A number of the text: what is said, to how many decimals, of which fact of which link."""

    said: str
    decimals: int
    percent: bool
    name: str
    link: str

    def of(self, facts: dict[str, Any]) -> str:
        """What should be said."""
        number = facts[self.name] * (100 if self.percent else 1)
        return f"{classroom.Number(number):,.{self.decimals}f}"


def links(text: str) -> list[str]:
    """Every address of the page that a text links to, without its host, in order and each once."""
    return list(dict.fromkeys(match["path"] or match["bare"] for match in LINK.finditer(text)))


def claims(text: str) -> Iterator[Claim]:
    """Every number that is marked; it is of the link that it is in, else of the one before it."""
    last = ""
    for match in PARTS.finditer(text):
        if match["name"]:
            yield claim(match, last)
            continue
        last = match["path"] or match["bare"]
        yield from (claim(inner, last) for inner in CLAIM.finditer(match["text"] or ""))


def claim(match: re.Match[str], link: str) -> Claim:
    return Claim(match["said"], len(match["decimals"] or ""), bool(match["percent"]), match["name"], link)


def every_link() -> list[str]:
    """The links of all documents, and those of the worksheet."""
    texts = [*WORKSHOPS.values(), *KEYS.values()]
    return list(dict.fromkeys(link for text in texts for link in links(text)))


@pytest.fixture(scope="module")
def server(defaults: None) -> Iterator[str]:
    """A server as a class has it: pages are rendered once, not at every request."""
    with serving(RNNFLOW_WARM_UP="false") as url:
        yield url


@pytest.fixture(scope="module")
def ask(server: str) -> Iterator[classroom.Ask]:
    """Ask the real server; what it refuses fails the test with its words."""
    with httpx.Client(base_url=server, timeout=60) as client:
        known: dict[str, Any] = {}

        def answer(address: str) -> dict[str, Any]:
            if address not in known:
                response = client.get(address)
                assert response.status_code == 200, f"{address}: {response.text}"
                known[address] = response.json()
            found: dict[str, Any] = known[address]
            return found

        yield answer


@pytest.fixture(scope="module")
def of_seeds(ask: classroom.Ask) -> dict[str, Any]:
    return classroom.of_many_seeds(ask)


@pytest.mark.parametrize("link", every_link())
def test_every_link_opens_and_its_request_is_taken(server: str, ask: classroom.Ask, link: str) -> None:
    page = httpx.get(server + link, timeout=60)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    if not link.startswith("/static/"):
        named = set(re.findall(r"[?&]([\w.]+)=", link))
        assert "seed" in named or named <= PAGE_FIELDS or any(name.startswith("rnn.") for name in named)
        assert ask(classroom.request_of(link))["steps"]


@pytest.mark.parametrize("name", WORKSHOPS)
def test_every_number_is_the_one_that_its_link_gives(name: str, ask: classroom.Ask, of_seeds: dict[str, Any]) -> None:
    found = list(claims(WORKSHOPS[name]))
    wrong = {one: one.of(classroom.facts(one.link, ask) | of_seeds) for one in found}
    assert {one: right for one, right in wrong.items() if right != one.said} == {}
    assert len(found) >= 20


def test_both_languages_say_the_same_numbers_of_the_same_links() -> None:
    english, korean = (Counter(claims(text)) for text in WORKSHOPS.values())
    hello = {"/?sentence=hello&seed=1390&u=1": "/?sentence=안녕&seed=1390&u=1"}
    assert Counter({one._replace(link=hello.get(one.link, one.link)): n for one, n in english.items()}) == korean
    own = {link for link in links(WORKSHOPS["workshop.ko.md"]) if re.search("[가-힣]", link)}
    assert set(links(WORKSHOPS["workshop.md"])) - hello.keys() - {"/static/worksheet/en.html"} == set(
        links(WORKSHOPS["workshop.ko.md"])
    ) - own - {"/static/worksheet/ko.html"}


@pytest.mark.parametrize("name", WORKSHOPS)
def test_the_slots_fill_sixty_and_forty_five_minutes(name: str) -> None:
    slots = [(int(start), int(end), link) for start, end, link in SLOT.findall(WORKSHOPS[name])]
    starts = [i for i, (start, _, _) in enumerate(slots) if start == 0]
    assert len(starts) == 2
    hour, short = slots[: starts[1]], slots[starts[1] :]
    for plan, minutes in ((hour, 60), (short, 45)):
        assert [end for _, end, _ in plan][:-1] == [start for start, _, _ in plan][1:]
        assert plan[-1][1] == minutes
    shown = [text for text, path in re.findall(rf"\[`(/[^`]*)`\]\({HOST}(/[^)]*)\)", WORKSHOPS[name]) if text != path]
    assert shown == []


def test_the_worksheet_is_what_its_script_writes() -> None:
    """`make worksheet` writes it again."""
    files = worksheet.files()
    assert {path.relative_to(ROOT).as_posix() for path in files} == {
        *("static/worksheet/en.html", "static/worksheet/ko.html", "docs/worksheet.md", "docs/worksheet.ko.md"),
    }
    assert [path.name for path, text in files.items() if path.read_text(encoding="utf-8") != text] == []


def test_the_numbers_of_the_key_are_those_of_the_mathematics(ask: classroom.Ask) -> None:
    """The facts are computed here by another way: the weights and NumPy, and a nudge in the place of a gradient."""
    opening = classroom.facts("/?sentence=i+am+a+boy&seed=1390&u=8", ask)
    run = read("i am a boy", seed=1390)
    arrays = {name: np.asarray(array) for name, array in run.network.state_dict().items()}
    x, bias = arrays["embedding.weight"], arrays["rnn.bias_ih_l0"] + arrays["rnn.bias_hh_l0"]
    h = [np.tanh(arrays["rnn.weight_ih_l0"] @ x[0] + bias)]
    for t in (1, 2, 3):
        h.append(np.tanh(arrays["rnn.weight_ih_l0"] @ x[t] + arrays["rnn.weight_hh_l0"] @ h[-1] + bias))
    scores = arrays["linear.weight"] @ h[3] + arrays["linear.bias"]
    p = np.exp(scores) / np.exp(scores).sum()
    pushed = arrays["rnn.weight_ih_l0"][0] @ x[1]
    remembered = arrays["rnn.weight_hh_l0"][0] @ h[0]
    expected = {
        "loss": -np.log(p[0]), "p_right": p[0], "p_answer": p.max(), "input": pushed, "memory": remembered,
        "bias": bias[0], "a": pushed + remembered + bias[0], "h": h[1][0], "before": h[0][0],
    }  # fmt: skip
    assert {name: opening[name] for name in expected} == pytest.approx(expected)
    assert (opening["right"], opening["answer"]) == ("i", ["i", "am", "a", "boy"][int(p.argmax())])
    target = p - np.eye(4)[0]
    back = arrays["linear.weight"].T @ target
    lengths = [np.linalg.norm(back)]
    for t in (3, 2, 1):
        back = arrays["rnn.weight_hh_l0"].T @ ((1 - h[t] ** 2) * back)
        lengths.append(np.linalg.norm(back))
    assert [opening["sets_out"], opening["arrives"]] == pytest.approx([lengths[0], lengths[-1]])
    assert opening["both"] == pytest.approx(lengths[1] / lengths[0])
    assert opening["one_in"] == pytest.approx(lengths[0] / lengths[-1])


def test_the_exercise_by_hand(ask: classroom.Ask) -> None:
    (link,) = [link for link in links(KEYS["worksheet.md"]) if "inputs=1;2" in link]
    found = classroom.facts(link, ask)
    first = np.tanh(0.5 * 1 + 0.1)
    assert [found["before"], found["h"]] == pytest.approx([first, np.tanh(0.5 * 2 + 0.8 * first + 0.1)])


@pytest.mark.parametrize("language", worksheet.LANGUAGES)
def test_the_sheet_asks_everything_and_answers_nothing(language: str) -> None:
    html = (ROOT / f"static/worksheet/{language}.html").read_text(encoding="utf-8")
    key = KEYS["worksheet.md" if language == "en" else "worksheet.ko.md"]
    questions = worksheet.source()["question"]
    assert html.count("<li>") == key.count("\n## ") == len(questions) >= 8
    assert html.count('<div class="line">') == sum(question["lines"] for question in questions)
    assert re.findall(r'<a href="\.\./\.\.([^"]*)">', html) == [
        link.replace("&", "&amp;") for question in questions for link in worksheet.links_of(question)
    ]
    answers = re.findall(r"\*\*[^*]+\*\* (.+)", key)
    assert len(answers) == len(questions)
    assert [answer for answer in answers if answer[:20] in html] == []


@pytest.mark.parametrize("language", worksheet.LANGUAGES)
def test_the_sheet_is_a_page_of_the_server(server: str, language: str) -> None:
    """Under the strict policy of the server nothing may be inline, and every file must be there."""
    address = f"{server}/static/worksheet/{language}.html"
    page = httpx.get(address)
    assert not re.search(r"<style|<script|style=", page.text)
    named = re.findall(r'<link [^>]*href="([^"]+)"', page.text)
    assert "sheet.css" in named
    found = {name: httpx.URL(address).join(name) for name in named}
    assert {name: httpx.get(url).status_code for name, url in found.items()} == dict.fromkeys(named, 200)
    assert "@media print" in httpx.get(found["sheet.css"]).text


def test_a_number_that_the_run_has_not_is_an_error() -> None:
    assert worksheet.filled("L = {loss:.2f}, {T}", {"loss": classroom.Number(-1.234), "T": "4"}) == "L = −1.23, 4"
    with pytest.raises(KeyError):
        worksheet.filled("{los:.2f}", {"loss": classroom.Number(1)})


def test_a_link_is_asked_as_the_page_asks_it() -> None:
    opening = classroom.request_of("/?u=3&view=cell")
    assert opening.startswith("/step?sentence=i+am+a+boy&seed=1390&include=")
    assert classroom.request_of("/?lesson=2&lang=ko") == classroom.request_of("/") == opening
    assert classroom.request_of("/?sentence=나&u=1").startswith(f"/step?sentence={quote('나')}&include=")
    assert urlsplit(classroom.request_of("/?inputs=1;2")).query.startswith("inputs=1%3B2&")


def test_every_panel_that_is_named_is_on_the_page() -> None:
    """A panel is called by the first of its classes that is not `panel`; docs/address.md has every name."""
    templates = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").glob("*.html"))
    classes = re.findall(r'class="(?:panel )?([\w-]+)[^"]*"[^>]* aria-labelledby=', templates)
    there = {"beside" if name == "sentences" else name for name in classes}
    (line,) = re.findall(
        r"^\| `panel` \| (.+?) \|", (ROOT / "docs/address.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    documented = set(re.findall(r"`([\w-]+)`", line))
    assert documented <= there
    named = {name for link in every_link() for name in re.findall(r"[?&]panel=([\w-]+)", link)}
    assert len(named) >= 4
    assert named <= documented


def test_the_documents_link_to_what_is_there() -> None:
    """Files beside them, and headings in those files as GitHub makes anchors of them."""
    for name in [*WORKSHOPS, *KEYS, "install.md"]:
        text = (ROOT / "docs" / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(((?:\.\./)?[\w./]+\.md(?:#[\w-]+)?)\)", text):
            path, _, anchor = target.partition("#")
            other = (ROOT / "docs" / path).read_text(encoding="utf-8")
            headings = re.findall(r"^#+ (.+)$", other, re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert not anchor or anchor in anchors, f"{name}: {target}"
