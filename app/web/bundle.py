"""One script of all the modules a page needs, made at start from their very sources.

On a slow line every request costs a round trip, and a browser has six at a time: eighty small modules take two seconds
longer than one file. A module becomes a function, run once, when it is first wanted, in the order of its imports.
What our own modules use is understood, nothing more: named imports, exported declarations, `import("…")`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

IMPORT = re.compile(r"""^import\s+(?:\{([^}]*)\}\s*from\s*)?["']([^"']+)["'];?""", re.MULTILINE)
LATER = re.compile(r"""\bimport\(\s*["']([^"']+)["']\s*\)""")
DECLARED = re.compile(r"^export ((?:async function|function\*?|class|const)\s+([\w$]+))", re.MULTILINE)
LISTED = re.compile(r"\bexport\s*\{([^}]*)\}(?:;|$)", re.MULTILINE)
COMMENT = re.compile(r"^[ \t]*/\*\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)
LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)
ONCE = "const once = (make) => { let made; return () => (made ??= make()); };\n"


def bundle(sources: Mapping[str, str], resolve: Callable[[str, str], str]) -> str:
    """`sources`: name → text of every module, the entry first; `resolve(importer, target)` names what is imported."""
    places = {name: f"module{place}" for place, name in enumerate(sources)}
    entry, *others = (_Module(name, text, _finder(name, places, resolve)) for name, text in sources.items())
    return ONCE + "".join(_wrapped(module, places[module.name]) for module in others) + entry.body


def _finder(importer: str, places: Mapping[str, str], resolve: Callable[[str, str], str]) -> Callable[[str], str]:
    return lambda target: places[resolve(importer, target)]


def _wrapped(module: _Module, place: str) -> str:
    return f"const {place} = once(() => {{\n{module.body}\nreturn {module.exports};\n}});\n"


class _Module:
    """A module's text, its imports and exports rewritten."""

    def __init__(self, name: str, text: str, place: Callable[[str], str]) -> None:
        self.name = name
        self.names: list[tuple[str, str]] = []
        body = COMMENT.sub("", text)
        body = IMPORT.sub(lambda found: _wanted(found[1], place(found[2])), body)
        body = LATER.sub(lambda found: f"Promise.resolve().then({place(found[1])})", body)
        body = DECLARED.sub(self._declared, body)
        self.body = LISTED.sub(self._listed, body)
        if left := LEFT.search(self.body):
            raise ValueError(f"{name}: cannot bundle {left[0]!r}")

    @property
    def exports(self) -> str:
        return "{ " + ", ".join(f"{name}: {local}" for local, name in self.names) + " }"

    def _declared(self, found: re.Match[str]) -> str:
        self.names.append((found[2], found[2]))
        return found[1]

    def _listed(self, found: re.Match[str]) -> str:
        self.names += [(local, name) for local, name in map(_renamed, _parts(found[1]))]
        return ""


def _wanted(names: str | None, module: str) -> str:
    """An import as a constant: `{ a as b }` → `const { a: b } = module1();`."""
    if names is None:
        return f"{module}();"
    pairs = (f"{name}: {local}" for name, local in map(_renamed, _parts(names)))
    return f"const {{ {', '.join(pairs)} }} = {module}();"


def _parts(names: str) -> list[str]:
    return [part.strip() for part in names.split(",") if part.strip()]


def _renamed(part: str) -> tuple[str, str]:
    """`a as b` → (a, b)."""
    first, _, second = part.partition(" as ")
    return first.strip(), (second or first).strip()
