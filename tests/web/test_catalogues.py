"""The catalogues hold exactly the words that the page and the API say, alike in every language."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import get_args

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pydantic_core.core_schema import ErrorType

from app.api.schemas import fields, step_request
from app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = {path.stem: path for path in sorted((ROOT / "static/locales").glob("*.ftl"))}
CHAPTERS = (
    "errors",
    "experiment",
    "handout",
    "keys",
    "lesson",
    "mend",
    "models",
    "module",
    "still",
    "tables",
    "teach",
    "wall",
)
"""Folders of catalogues that only some panels of the page need. A language that is not complete has none of them."""
TEMPLATES = sorted((ROOT / "templates").glob("*.html"))
SCRIPTS = sorted(path for path in (ROOT / "static/js").rglob("*.js"))
KEY = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"


class Parts(Visitor):
    """The variables and functions of one message, and the messages that it takes in."""

    def __init__(self, message: ast.Message) -> None:
        self.variables: set[str] = set()
        self.functions: set[str] = set()
        self.messages: set[str] = set()
        self.visit(message)

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:
        self.messages.add(node.id.name)

    def visit_FunctionReference(self, node: ast.FunctionReference) -> None:
        self.functions.add(node.id.name)
        self.generic_visit(node)


@cache
def messages(language: str) -> dict[str, ast.Message]:
    main = CATALOGUES[language]
    paths = [main, *(path for chapter in CHAPTERS if (path := main.parent / chapter / main.name).exists())]
    resource = FluentParser().parse("\n".join(path.read_text(encoding="utf-8") for path in paths))
    junk = [entry.content for entry in resource.body if isinstance(entry, ast.Junk)]
    assert not junk, junk
    found = [entry for entry in resource.body if isinstance(entry, ast.Message)]
    names = [message.id.name for message in found]
    assert len(names) == len(set(names)), sorted(name for name in names if names.count(name) > 1)
    return {message.id.name: message for message in found}


@cache
def spoken_by_templates() -> set[str]:
    """Keys that the pages look up while they are rendered."""
    seen: set[str] = set()

    class Recorder:
        told_share = ""

        def __call__(self, key: str, **_: object) -> str:
            seen.add(key)
            return key

        def spoken(self, _: str) -> str:
            return "en"

    templates = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined)
    for name in ("index.html", "docs.html"):
        templates.get_template(name).render(
            t=Recorder(),
            lang="en",
            languages=[],
            static="/static",
            fields=fields(step_request(Settings())),
            script="js/main.js",
            untouched=True,
            story=True,
            bare=True,
            sentence="",
            public_url="https://x.example",
            base="",
            opening="",
            screen="",
            picture="",
            catalogues=["en"],
            styles={"page": [], "lower": []},
        )
    return seen


COMPLETE = ("en", "ko")
"""These say everything; another language may lack messages, which are then said in English (docs/languages.md)."""


@pytest.mark.parametrize("language", CATALOGUES)
class TestEveryLanguage:
    def test_has_no_message_that_english_lacks(self, language: str) -> None:
        assert set(messages(language)) <= set(messages("en"))
        if language in COMPLETE:
            assert set(messages(language)) == set(messages("en"))

    def test_says_its_own_name_and_title(self, language: str) -> None:
        assert set(messages(language)) >= {"language-name", "page-title"}

    def test_has_the_same_variables(self, language: str) -> None:
        for key, message in messages(language).items():
            assert Parts(message).variables == Parts(messages("en")[key]).variables, key

    def test_takes_in_the_same_messages(self, language: str) -> None:
        for key, message in messages(language).items():
            assert Parts(message).messages == Parts(messages("en")[key]).messages, key

    def test_says_nothing_twice_empty_or_padded(self, language: str) -> None:
        for key, message in messages(language).items():
            assert message.value is not None, key
            assert message.value.elements, key

    def test_uses_the_page_s_own_functions_only_where_the_page_speaks(self, language: str) -> None:
        spoken_by_server = spoken_by_templates() | {key for key in messages("en") if key.startswith("error-")}
        for key, message in messages(language).items():
            functions = Parts(message).functions
            assert functions <= {"JOSA"}, key
            assert not (functions and key in spoken_by_server), key


def patterns(text: str) -> set[str]:
    """Keys that a script names, as regular expressions: `caption-${x}` leaves a part open."""
    found = set(re.findall(rf"""(?<![=!]==\s)["']({KEY})["']""", text))
    for template in re.findall(r"`([^`]*)`", text):
        pieces = re.split(r"\$\{[^}]*\}", template)
        if len(pieces) > 1 and all(re.fullmatch(r"[a-z0-9-]*", piece) for piece in pieces) and any(pieces):
            found.add(".+".join(pieces))
    return found


def called(text: str) -> set[str]:
    """Keys in the first argument of calls of the functions that say a message."""
    found: set[str] = set()
    for match in re.finditer(r"(?<![\w.])(?:t|words|say)\((?=[^)]*[\"`])", text):
        depth, end = 1, match.end()
        while end < len(text) and depth and not (depth == 1 and text[end] == ","):
            depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[end], 0)
            end += 1
        found |= patterns(text[match.end() : end])
    return found


SOURCES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in SCRIPTS}


def test_every_key_of_the_templates_exists() -> None:
    assert set(messages("en")) >= spoken_by_templates()


# i18n.js defines t(); dom.js and the others that say plain texts name no key in their first argument.
@pytest.mark.parametrize("name", [name for name in SOURCES if not name.endswith("/i18n.js")])
def test_every_key_of_a_script_exists(name: str) -> None:
    for pattern in called(SOURCES[name]):
        assert any(re.fullmatch(pattern, key) for key in messages("en")), pattern


def test_no_message_is_unused() -> None:
    wanted = re.compile("|".join(spoken_by_templates().union(*(patterns(text) for text in SOURCES.values()))))
    python = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "app").rglob("*.py"))
    kinds = set(get_args(ErrorType)) | {limit["type"] for limit in fields(step_request(Settings())).values()}

    taken = {name for message in messages("en").values() for name in Parts(message).messages}

    def used(key: str) -> bool:
        if key.startswith("error-"):
            kind = key.removeprefix("error-")
            names = {kind, kind.replace("-", "_")}
            return any(f'"{name}"' in python or name in kinds or f"error-{name}" in python for name in names)
        return key in taken or f'"{key}"' in python or bool(wanted.fullmatch(key))

    assert [key for key in messages("en") if not used(key)] == []


class Words(HTMLParser):
    """Words that are in a template's own HTML."""

    SPOKEN = ("title", "aria-label", "placeholder", "alt", "aria-valuetext", "label", "content")

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"meta", "link", "input", "br", "hr", "path", "circle", "rect"}:
            self.inside.append(tag)
        if tag == "meta":
            return
        self.found += [value for name, value in attrs if name in self.SPOKEN and value and _is_prose(value)]

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            self.inside.reverse()
            self.inside.remove(tag)
            self.inside.reverse()

    def handle_data(self, data: str) -> None:
        if not {"script", "style", "math", "textarea"} & set(self.inside) and _is_prose(data):
            self.found.append(data.strip())


def _is_prose(text: str) -> bool:
    """A word of two letters or more that is neither a name nor a function of mathematics."""
    return bool(
        set(re.findall(r"[^\W\d_]{2,}", text))
        - {"RNN", "Flow", "GRU", "LSTM", "API", "JSON", "CSV", "log", "min", "tanh", "Adam", "SGD"}
    )


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path.name != "docs.html"], ids=lambda path: path.name)
def test_no_template_has_a_word_of_its_own(path: Path) -> None:
    html = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    # an expression becomes nothing; `say` closes the tag that it is in
    html = re.sub(r"\{\{\s*say\(.*?\}\}", ">", html, flags=re.DOTALL)
    html = re.sub(r"data-l10n=[^>]*>\s*\{\{.*?\}\}", ">", html, flags=re.DOTALL)
    words = Words()
    words.feed(re.sub(r"\{\{.*?\}\}", "", html, flags=re.DOTALL))
    assert words.found == []
