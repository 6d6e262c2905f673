"""Imports point down: command → main → web → api → networks → store → imports → exports → training → engine.

Four know no settings.
"""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = [
    *("__main__", "command", "main", "web", "api", "settings", "qr", "interfaces", "addresses"),
    *("networks", "store", "imports", "exports", "training", "engine"),
]
SETTINGS_FOR = {"__main__", "command", "main", "web", "api", "networks"}
THIRD_PARTY = {
    "engine": {"numpy", "regex"},
    "training": {"distributed", "numpy"},
    "exports": {"numpy", "orjson"},
    "imports": {"h5py", "numpy", "onnx"},
    "store": {"numpy"},
    "networks": {"numpy"},
    "api": {"cachetools", "fastapi", "numpy", "orjson", "pydantic", "pydantic_core", "starlette"},
    "web": {"brotli", "fluent", "httptools", "jinja2", "starlette", "uvicorn"},
    "settings": {"pydantic", "pydantic_settings"},
    "qr": {"segno"},
    "addresses": {"pydantic", "pydantic_core"},
    "main": {"fastapi", "starlette", "starlette_compress"},
    "command": {"fastapi", "orjson", "pydantic", "starlette", "uvicorn"},
    "__main__": set(),
}
WITHIN_ENGINE = {
    "cells": {"errors"},
    "errors": set(),
    "tokens": {"errors", "hangul", "unicode_text"},
    "hangul": set(),
    "unicode_text": {"hangul"},
    "frozen": set(),
    "scaled": {"frozen"},
}
"""The bottom of the engine: what each may know of the rest."""


def layer(module: str) -> str:
    """`app.web.pages` → `web`; `app` itself is in no layer."""
    return [*module.split("."), ""][1]


def absolute(path: Path, node: ast.ImportFrom) -> str:
    """The module that `from … import` names in a file: `from ..engine import run` in app/api/x.py is `app.engine`."""
    if not node.level:
        assert node.module
        assert node.module.partition(".")[0] != "app", f"{path}: the wheel has another name for app: import relatively"
        return node.module
    package = path.relative_to(ROOT).parts[: -node.level]
    return ".".join([*package, *([node.module] if node.module else [])])


def imports(path: Path) -> set[str]:
    """Every module a file imports, also inside functions; `from app.x import y` counts as app.x."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = absolute(path, node)
            found |= {f"app.{alias.name}" for alias in node.names} if module == "app" else {module}
    return found


SOURCES = sorted((ROOT / "app").rglob("*.py"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for module in imports(path):
        if not module.startswith("app."):
            continue
        other = layer(module)
        if other in {"__version__", "__init__"} or own == "__init__":
            continue
        if other == "settings":
            assert own in SETTINGS_FOR, f"{path} knows the settings"
        else:
            assert LAYERS.index(own) <= LAYERS.index(other), f"{path} imports {module}, which is above it"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_third_parties(path: Path) -> None:
    own = layer(".".join(path.relative_to(ROOT).with_suffix("").parts))
    others = {module.partition(".")[0] for module in imports(path)} - set(sys.stdlib_module_names) - {"app"}
    assert others <= THIRD_PARTY.get(own, set()), f"{path} may not import {others - THIRD_PARTY.get(own, set())}"


@pytest.mark.parametrize("name", WITHIN_ENGINE)
def test_the_engine_s_ground(name: str) -> None:
    place = ROOT / "app/engine" / name
    paths = place.glob("*.py") if place.is_dir() else [place.with_suffix(".py")]
    for path in paths:
        above = {module.split(".")[2] for module in imports(path) if module.startswith("app.engine.")}
        assert above - {name} <= WITHIN_ENGINE[name], path


def test_the_engine_goes_in_no_circle() -> None:
    """Not even for the sake of types."""
    modules = {".".join(path.relative_to(ROOT).with_suffix("").parts): path for path in SOURCES}
    engine = {name: path for name, path in modules.items() if name.startswith("app.engine.")}
    graph = {}
    for name, path in engine.items():
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        lines = [(absolute(path, node), node.names) for node in tree if isinstance(node, ast.ImportFrom)]
        whole = {f"{module}.{alias.name}" for module, names in lines for alias in names}
        graph[name] = engine.keys() & (whole | {module for module, _ in lines})
    TopologicalSorter(graph).prepare()


def test_only_main_knows_all() -> None:
    for path in SOURCES:
        if path.name not in {"main.py", "serving.py", "worker.py"}:
            assert "app.main" not in imports(path), path
