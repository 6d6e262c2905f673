"""Write the worksheet of a class and its key, in each language; `make worksheet`.

The words are in worksheet.toml. A number of the key is never typed: `{loss:.2f}` there is the `loss` of the run that
the question's own link shows, as docs/classroom.py names it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any

from docs import classroom
from tests.asgi import Client

DOCS = Path(__file__).parent
ROOT = DOCS.parent
LANGUAGES = ("en", "ko")
TOP = "../.."
"""The way from a sheet to the page that it is served beside, whatever path the server is below."""


def source() -> dict[str, Any]:
    """The words of the worksheet, by what they are for and by language."""
    return tomllib.loads((DOCS / "worksheet.toml").read_text(encoding="utf-8"))


def files() -> dict[Path, str]:
    """What every file of the worksheet holds: a sheet for the class and a key for the teacher in each language."""
    words = source()
    ask = asking(Client())
    numbers = [numbers_of(question, ask) for question in words["question"]]
    found = {}
    for language in LANGUAGES:
        found[ROOT / f"static/worksheet/{language}.html"] = sheet(words, language)
        found[DOCS / f"worksheet{'' if language == 'en' else f'.{language}'}.md"] = key(words, numbers, language)
    return found


def links_of(question: Mapping[str, Any]) -> list[str]:
    """The links of a question: one, or two to compare."""
    return [question[name] for name in ("link", "other") if name in question]


def numbers_of(question: Mapping[str, Any], ask: classroom.Ask) -> dict[str, Any]:
    """The numbers of a question's link by name, and those of its second one, whose names begin with `other_`."""
    first, *others = [classroom.facts(link, ask) for link in links_of(question)]
    return first | {f"other_{name}": value for other in others for name, value in other.items()}


def asking(client: Client) -> classroom.Ask:
    """A way to ask an app without a server."""

    def ask(address: str) -> Mapping[str, Any]:
        response = client.get(address)
        if response.status_code != 200:
            raise ValueError(f"{address}: {response.text}")
        answer: Mapping[str, Any] = response.json()
        return answer

    return ask


def sheet(words: Mapping[str, Any], language: str) -> str:
    """The page to print: each question, the address that it is about, and lines to write on."""
    said = words[language]
    questions = "".join(question_of(question, language, said["open"]) for question in words["question"])
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(said["title"])}</title>
<link rel="icon" href="../icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="../css/fonts.css">
<link rel="stylesheet" href="../css/fonts-hangul.css">
<link rel="stylesheet" href="sheet.css">
</head>
<body>
<header>
<h1>{escape(said["title"])}</h1>
<p class="fill"><span>{escape(said["name"])}</span><span>{escape(said["date"])}</span></p>
<p class="fill"><span>{escape(said["address"])}</span></p>
<p>{escape(said["lead"])}</p>
</header>
<ol>
{questions}</ol>
</body>
</html>
"""


def question_of(question: Mapping[str, Any], language: str, opened: str) -> str:
    """One question, its link as text and as a link, and room for the answer."""
    links = "".join(
        f'<p class="link">{escape(opened)} <a href="{escape(TOP + link)}">{breakable(link)}</a></p>\n'
        for link in links_of(question)
    )
    lines = '<div class="line"></div>\n' * question["lines"]
    return (
        f"<li>\n<h2>{escape(question[language]['title'])}</h2>\n{links}"
        f"<p>{escape(question[language]['text'])}</p>\n{lines}</li>\n"
    )


def breakable(link: str) -> str:
    """An address as HTML that may go on in the next line before each of its fields."""
    return escape(link).replace("&amp;", "<wbr>&amp;")


def key(words: Mapping[str, Any], numbers: list[dict[str, Any]], language: str) -> str:
    """The teacher's page, as Markdown: each question with its answer."""
    said = words[language]
    parts = [f"# {said['key-title']}\n", f"{said['key-lead'].strip()}\n"]
    for place, (question, found) in enumerate(zip(words["question"], numbers, strict=True), 1):
        text = question[language]
        parts.append(f"## {place}. {text['title']}\n")
        parts += [f"[`{link}`](http://localhost:8000{link})\n" for link in links_of(question)]
        parts.append(f"{text['text']}\n")
        parts.append(f"**{said['answer']}** {filled(text['key'], found)}\n")
    return "\n".join(parts)


def filled(text: str, found: Mapping[str, Any]) -> str:
    """The text with its numbers; raises KeyError for one that the run has not."""
    return re.sub(r"\{(\w+)(?::([^}]*))?\}", lambda match: format(found[match[1]], match[2] or ""), text)


def main() -> None:
    """Write every file."""
    for path, text in files().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
