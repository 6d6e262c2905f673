"""Train the networks in the box again: `python -m app.networks.make [NAME …] [--check] [--measure]`.

Each NAME.safetensors and NAME.json of files/ is written, or with `--check` compared with what is there; `--measure`
trains nothing and measures what is there again. The same NumPy
on the same kind of processor gives the same bytes: one thread, OpenBLAS's kernels of 2013 (Haswell) and NumPy's without
AVX-512 are asked for, so that newer x86-64 processors agree. Another NumPy, or an ARM processor, adds up in another
order; training makes much of a last bit, so the numbers then differ, though not what the networks can do.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from .. import imports, store
from ..engine.network import Network
from ..exports import safetensors
from .box import BOX, FILES
from .card import FORMAT, BoxCard, written
from .recipes import RECIPES, Recipe
from .recipes.base import few

CREATED = 1_795_824_000.0
"""28 November 2026: the cards tell when the box was packed, not when it was last made again."""
PINNED = {"OPENBLAS_NUM_THREADS": "1", "OPENBLAS_CORETYPE": "Haswell"}
KEPT = {"X86_V2", "X86_V3", "SSE3", "SSSE3", "SSE41", "POPCNT", "SSE42", "AVX", "F16C", "FMA3", "AVX2"}
"""What every x86-64 processor since 2013 has, as NumPy calls it."""
MARK = "RNNFLOW_PINNED"
RADII = 9
"""Significant digits of ρ and σ in a card."""
TOLD = ("delay", "symbols", "length", "kinds", "deepest", "asked", "window", "tokenizer", "language")
"""Fields of a task that a card tells; a text or a series is in its own file."""


def pinned() -> dict[str, str]:
    """The environment that makes processors agree."""
    core = import_module("numpy._core._multiarray_umath")  # NumPy tells it nowhere else
    found: dict[str, bool] = core.__cpu_features__
    newer = [name for name in core.__cpu_dispatch__ if found.get(name) and name not in KEPT]
    x86 = platform.machine().lower() in {"x86_64", "amd64"}
    return PINNED | {MARK: "1"} | ({"NPY_DISABLE_CPU_FEATURES": " ".join(newer)} if x86 and newer else {})


def made(recipe: Recipe, network: Network) -> Iterator[tuple[str, bytes]]:
    """The files of a network of this recipe, by name."""
    weights = _weights(network)
    kind, found = imports.read(f"{recipe.name}.{FORMAT}", weights)
    model = store.make(found, recipe.name, kind).card
    own = {name: getattr(model, name) for name in store.Card.__slots__}
    card = BoxCard(
        **own | {"created": CREATED, "found": rounded(model.found)},
        task=recipe.options.task.name,
        licence=recipe.licence,
        held_out=recipe.held_out(network),
        facts=recipe.facts(network),
        opens=recipe.opens,
        recipe=described(recipe),
    )
    yield f"{recipe.name}.{FORMAT}", weights
    yield f"{recipe.name}.json", written(card).encode()


def rounded(found: dict[str, Any]) -> dict[str, Any]:
    """What was found, the radii to so many digits that every LAPACK agrees."""
    rows = [
        {name: few(value, RADII) if isinstance(value, float) else value for name, value in row.items()}
        for row in found["recurrent"]
    ]
    return found | {"recurrent": rows}


def _weights(network: Network) -> bytes:
    metadata = {imports.NONLINEARITY: network.cell.nonlinearity}
    if network.vocabulary:
        metadata[imports.VOCABULARY] = json.dumps(network.vocabulary, ensure_ascii=False)
    return b"".join(safetensors.pieces(network.state_dict(), metadata, "F32"))


def described(recipe: Recipe) -> dict[str, Any]:
    """How it is trained, as a card tells it."""
    options = recipe.options
    task = {name: value for name, value in vars(options.task).items() if name in TOLD}
    chosen = ("seed", "optimizer", "learning_rate", "clip", "batch_size", "steps", "forget_bias", "truncate")
    how = {name: getattr(options, name) for name in chosen}
    return {"task": task, **how, "then": [list(each) for each in recipe.then], "made_with": made_with()}


def made_with() -> dict[str, str]:
    """What the last bits hang on."""
    config: Any = np.show_config(mode="dicts")
    blas = config["Build Dependencies"]["blas"]
    return {"numpy": np.__version__, "blas": f"{blas['name']} {blas['version']}", "machine": platform.machine()}


def main(arguments: list[str] | None = None) -> int:
    """Make the networks named, or all; return 1 where `--check` finds a difference."""
    parser = argparse.ArgumentParser(prog="python -m app.networks.make", description="Train the networks in the box.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(RECIPES)}; without one, all")
    parser.add_argument("--check", action="store_true", help="write nothing; say which files would change")
    parser.add_argument("--measure", action="store_true", help="train nothing; measure the networks that are there")
    asked = parser.parse_args(arguments)
    unknown = [name for name in asked.names if name not in RECIPES]
    if unknown:
        parser.error(f"unknown network: {unknown[0]}; have {', '.join(RECIPES)}")
    differ: list[str] = []
    for recipe in map(RECIPES.__getitem__, asked.names or RECIPES):
        network = _shipped(recipe) if asked.measure else recipe.train()
        differ += _compared(made(recipe, network), check=asked.check)
    return 1 if asked.check and differ else 0


def _shipped(recipe: Recipe) -> Network:
    model = BOX.get(recipe.name)
    if model is None:
        sys.exit(f"{recipe.name} is not there yet: make it without --measure")
    return model.network


def _compared(files: Iterator[tuple[str, bytes]], *, check: bool) -> Iterator[str]:
    """Write files, or compare them with those that are there; the names of those that changed."""
    for file, data in files:
        path = FILES / file
        same = path.is_file() and path.read_bytes() == data
        if not (check or same):
            path.write_bytes(data)
        print(f"{file}: {len(data)} bytes, {'the same' if same else 'differs' if check else 'written'}", flush=True)  # noqa: T201
        if not same:
            yield file


if __name__ == "__main__":
    if MARK in os.environ:
        sys.exit(main())
    os.execve(  # noqa: S606  this program again, in the pinned environment
        sys.executable, [sys.executable, "-m", str(__spec__.name), *sys.argv[1:]], {**os.environ, **pinned()}
    )
