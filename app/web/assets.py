"""The assets of a page: its modules, bundled into two scripts, and its style sheets, joined into one."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import PurePosixPath

from .bundle import LATER, bundle
from .files import StaticFiles, file_of

BUNDLE, LATER_BUNDLE = "js/page.bundle.js", "js/later.bundle.js"
"""The names of the scripts; they are made at start and are not in the folder."""
_COMMENT = re.compile(r"/\*(?!!)(?:(?!\*/).)*\*/\n*", re.DOTALL)
_IMPORT = re.compile(r"""^\s*(?:import|export)\b[^"';]*?["'](\.{1,2}/[^"']+)["']""", re.MULTILINE)


def modules(static: StaticFiles, entry: str) -> list[str]:
    """`entry` and every module that it imports, directly or not: a page may preload them."""
    found: list[str] = []
    waiting = [entry]
    while waiting:
        name = waiting.pop(0)
        file = static.find(name)
        if file is None or name in found:
            continue
        found.append(name)
        waiting += [_resolve(name, target) for target in _IMPORT.findall(file.body.decode("utf-8", "replace"))]
    return found


def script(static: StaticFiles, entry: str) -> str:
    """The name of the script with `entry` and all that it imports; while files are live, `entry` itself.

    A second script has what it imports later.
    """
    if static.live:
        return entry
    if BUNDLE not in static.files:
        first, all_ = modules(static, entry), _all(static, entry)
        texts = {name: static.files[name].body.decode() for name in all_}
        later = {name: texts[name] for name in all_ if name not in first}
        address = f"./{PurePosixPath(LATER_BUNDLE).name}"
        for name, text in zip(
            (BUNDLE, LATER_BUNDLE),
            bundle({name: texts[name] for name in first}, later, address, _resolve),
            strict=True,
        ):
            static.files[name] = file_of(text.encode(), ".js")
        static.joined.update(all_)
    return BUNDLE


def styles(static: StaticFiles, name: str, parts: Iterable[str]) -> list[str]:
    """The sheets that a page links to get `css/PART.css` in order: one, into which they are joined.

    It is in the same folder, so that a relative `url(…)` finds what it did before. While files are live, each sheet is
    linked by itself. Raises KeyError for an unknown part.
    """
    sheets = [f"css/{part}.css" for part in parts]
    if static.live:
        return sheets
    joined = f"css/{name}.bundle.css"
    text = "".join(static.files[sheet].body.decode() for sheet in sheets)
    static.files[joined] = file_of(_COMMENT.sub("", text).encode(), ".css")
    static.joined.update(sheets)
    return [joined]


def _all(static: StaticFiles, entry: str) -> list[str]:
    """The modules of `entry`, and those that they import later."""
    found = modules(static, entry)
    for name in found:
        for target in LATER.findall(static.files[name].body.decode()):
            found += [more for more in modules(static, _resolve(name, target)) if more not in found]
    return found


@cache
def _resolve(importer: str, target: str) -> str:
    """The name of `./x.js` as written in `importer`, with its `..` taken out."""
    parts: list[str] = []
    for part in (PurePosixPath(importer).parent / target).parts:
        if part == "..":
            parts = parts[:-1]
        else:
            parts.append(part)
    return "/".join(parts)
