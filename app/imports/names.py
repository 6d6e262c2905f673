"""Whose array is which: from a file's names to PyTorch's.

1. PyTorch's own names after any prefix: `encoder.rnn.weight_ih_l0`, `weight_hh_l1_reverse`, a cell's `weight_ih`.
2. Names that are nobody's standard, such as `enc_w_ih`, `enc_emb`: told by the words in them and by their shapes.
Shapes: I input size, H hidden size, G gates, V vocabulary, C classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

import numpy as np

from ..engine.cells.base import Array
from .errors import BadFile

CELLS = {1: "rnn", 3: "gru", 4: "lstm"}
"""By the number of H-row blocks of weight_hh."""
KINDS = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
PYTORCH = re.compile(
    r"(?P<prefix>.*?)(?P<kind>weight_ih|weight_hh|bias_ih|bias_hh)(?:_l(?P<layer>\d+))?(?P<back>_reverse)?"
)
PROJECTED = re.compile(r".*weight_hr_l\d+(_reverse)?")
EMBEDDING = {"embedding", "embeddings", "embed", "emb", "wte"}
HEAD = {"linear", "fc", "head", "out", "output", "proj", "projection", "decoder", "classifier", "dense", "logits"}
FROM_INPUT = {"ih", "wx", "wi", "kernel", "xh", "in"}
FROM_STATE = {"hh", "wh", "recurrent", "rec", "u"}
MOST_LAYERS = 16

Place = tuple[int, bool]
"""A layer and whether it reads backward."""


@dataclass
class Group:
    """The arrays of one recurrent network in the file, by place and kind: the file's names."""

    prefix: str
    names: dict[Place, dict[str, str]] = field(default_factory=dict)
    own: bool = True
    """Whether the names are PyTorch's."""


@dataclass(frozen=True)
class Found:
    """A network out of a file, under PyTorch's names, and where each array came from.

    `state_dict` has `rnn.weight_ih_l0` … (float64), `embedding.weight` (V, I) and `linear.weight` (C, H or 2·H),
    `linear.bias` (C,) where the file has them; absent biases are zeros, and `bias` says whether there were any.
    """

    cell: str
    nonlinearity: str
    hidden_size: int
    input_size: int
    num_layers: int
    bidirectional: bool
    bias: bool
    state_dict: dict[str, Array]
    names: dict[str, str]
    prefix: str
    dtype: str
    unused: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def words(name: str) -> list[str]:
    """`enc_w_ih`, `encoder.W_ih` → enc, w, ih."""
    return [word.lower() for word in re.split(r"[^A-Za-z0-9]+|(?<=[a-z])(?=[A-Z])", name) if word]


def groups(arrays: Mapping[str, Array]) -> dict[str, Group]:
    """The recurrent networks of a file by their prefix. Raises BadFile for an LSTM with projections."""
    found: dict[str, Group] = {}
    for name in arrays:
        if PROJECTED.fullmatch(name):
            raise BadFile("file-not-pytorch-arithmetic", what="proj_size")
        if match := PYTORCH.fullmatch(name):
            group = found.setdefault(match["prefix"], Group(match["prefix"]))
            place = int(match["layer"] or 0), bool(match["back"])
            group.names.setdefault(place, {})[match["kind"]] = name
    whole = {prefix: group for prefix, group in found.items() if _is_whole(group)}
    return whole or _by_words(arrays)


def _is_whole(group: Group) -> bool:
    return all({"weight_ih", "weight_hh"} <= kinds.keys() for kinds in group.names.values())


def _by_words(arrays: Mapping[str, Array]) -> dict[str, Group]:
    """Groups of names that are nobody's standard: one layer each."""
    found: dict[str, Group] = {}
    for name, array in arrays.items():
        parts = words(name)
        side = next((s for s, hints in (("ih", FROM_INPUT), ("hh", FROM_STATE)) if hints & set(parts)), None)
        if side is None or array.ndim not in {1, 2}:
            continue
        kind = ("weight_" if array.ndim == 2 else "bias_") + side
        rest = [word for word in parts if word not in FROM_INPUT | FROM_STATE | {"w", "b", "weight", "bias"}]
        group = found.setdefault("_".join(rest), Group("_".join(rest), own=False))
        group.names.setdefault((0, False), {}).setdefault(kind, name)
    return {prefix: group for prefix, group in found.items() if _is_whole(group)}


def choose(arrays: Mapping[str, Array], prefix: str | None) -> Group:
    """The group called `prefix`, or the only one. Raises BadFile where there is none, or several and none is chosen."""
    found = groups(arrays)
    if not found:
        raise BadFile("file-no-network", names=_some(arrays))
    if prefix is not None:
        wanted = prefix.rstrip("._/")
        for name, group in found.items():
            if name.rstrip("._/") == wanted:
                return group
        raise BadFile("file-no-such-prefix", prefix=prefix, known=_some(found))
    if len(found) > 1:
        raise BadFile("file-several-networks", known=_some(found))
    return next(iter(found.values()))


def _some(names: Iterable[str], most: int = 12) -> str:
    shown = [name or '""' for name in names]
    return ", ".join(shown[:most]) + (", …" if len(shown) > most else "")


def mapped(arrays: Mapping[str, Array], mapping: Mapping[str, str]) -> dict[str, Array]:
    """The arrays that `mapping` (PyTorch's name → the file's) names, under PyTorch's names. Raises BadFile."""
    chosen = {}
    for own, theirs in mapping.items():
        if theirs not in arrays:
            near = get_close_matches(theirs, arrays, 1)
            raise BadFile("file-map-unknown", name=theirs, near=near[0] if near else _some(arrays))
        chosen[own] = arrays[theirs]
    return chosen


def network(
    arrays: Mapping[str, Array],
    *,
    prefix: str | None = None,
    mapping: Mapping[str, str] | None = None,
    nonlinearity: str = "tanh",
    dtype: str = "float64",
    notes: tuple[str, ...] = (),
) -> Found:
    """The network of a file's arrays.

    `prefix` chooses one of several; `mapping` (PyTorch's name → the file's) sets names by hand and then nothing is
    guessed. `nonlinearity` is the plain RNN's. Raises BadFile.
    """
    if mapping:
        arrays = mapped(arrays, mapping)
    group = choose(arrays, prefix)
    _check_places(group)
    state: dict[str, Array] = {}
    names: dict[str, str] = {}
    hidden_size, gates = _sizes(arrays, group)
    for (layer, back), kinds in sorted(group.names.items()):
        for kind in KINDS:
            own = f"rnn.{kind}_l{layer}{'_reverse' if back else ''}"
            state[own] = _array(arrays, kinds.get(kind), kind, gates * hidden_size, hidden_size)
            if kind in kinds:
                names[own] = kinds[kind]
    directions = 1 + any(back for _, back in group.names)
    layers = len(group.names) // directions
    input_size = state["rnn.weight_ih_l0"].shape[1]
    _check_inputs(state, input_size, directions * hidden_size)
    rest = {name: array for name, array in arrays.items() if name not in names.values()}
    for own, theirs in _around(rest, group, input_size, directions * hidden_size).items():
        names[own], state[own] = theirs, rest[theirs]
    _head_bias(state, names, rest)
    return Found(
        cell=CELLS[gates],
        nonlinearity=nonlinearity if gates == 1 else "tanh",
        hidden_size=hidden_size,
        input_size=input_size,
        num_layers=layers,
        bidirectional=directions == 2,
        bias=any(kind.startswith("bias") for kinds in group.names.values() for kind in kinds),
        state_dict=state,
        names={own: mapping.get(own, theirs) if mapping else theirs for own, theirs in names.items()},
        prefix=group.prefix,
        dtype=dtype,
        unused=tuple(name for name in arrays if name not in names.values()),
        notes=notes,
    )


def _check_places(group: Group) -> None:
    """Layers are counted from 0 with none missing, and either all or none have a second direction."""
    layers = sorted({layer for layer, _ in group.names})
    if layers != list(range(len(layers))) or len(layers) > MOST_LAYERS:
        raise BadFile("file-layers", layers=", ".join(map(str, layers)), limit=MOST_LAYERS)
    backward = {layer for layer, back in group.names if back}
    forward = {layer for layer, back in group.names if not back}
    if forward != set(layers) or (backward and backward != forward):
        raise BadFile("file-directions", prefix=group.prefix)


def _sizes(arrays: Mapping[str, Array], group: Group) -> tuple[int, int]:
    """H and G, from the first weight_hh (G·H, H)."""
    name = group.names[0, False]["weight_hh"]
    shape = arrays[name].shape
    if len(shape) != 2 or not all(shape):
        raise BadFile("file-shape", name=name, expected="(G·H, H)", got=str(shape))
    short, long = sorted(shape)
    if long % short or long // short not in CELLS:
        raise BadFile("file-shape", name=name, expected="(H, H), (3·H, H), (4·H, H)", got=str(shape))
    return short, long // short


def _array(arrays: Mapping[str, Array], name: str | None, kind: str, rows: int, hidden_size: int) -> Array:
    """One array in PyTorch's shape; zeros for a bias that the file lacks."""
    if name is None:
        return np.zeros(rows)
    array = arrays[name]
    if kind.startswith("bias"):
        if array.shape != (rows,):
            raise BadFile("file-shape", name=name, expected=f"({rows},)", got=str(array.shape))
        return array
    columns = hidden_size if kind == "weight_hh" else None
    if array.ndim == 2 and array.shape[0] == rows and columns in {None, array.shape[1]}:
        return array
    if array.ndim == 2 and array.shape[1] == rows and columns in {None, array.shape[0]}:
        return np.ascontiguousarray(array.T)
    expected = f"({rows}, {columns or 'I'})"
    raise BadFile("file-shape", name=name, expected=expected, got=str(array.shape))


def _check_inputs(state: Mapping[str, Array], input_size: int, width: int) -> None:
    """A layer above the first reads what the one below gives; both directions read the same."""
    for name, array in state.items():
        if match := re.fullmatch(r"rnn\.weight_ih_l(\d+)(_reverse)?", name):
            expected = width if int(match[1]) else input_size
            if array.shape[1] != expected:
                raise BadFile("file-shape", name=name, expected=f"({len(array)}, {expected})", got=str(array.shape))


def _around(arrays: Mapping[str, Array], group: Group, input_size: int, width: int) -> dict[str, str]:
    """The embedding (V, I) and the head (C, width), where one array of the file is called so and fits."""
    found = {}
    for own, hints, columns in (("embedding.weight", EMBEDDING, input_size), ("linear.weight", HEAD, width)):
        fitting = [
            name
            for name, array in arrays.items()
            if array.ndim == 2 and array.shape[1] == columns and (name == own or hints & set(words(name)))
        ]
        best = _nearest(fitting, group.prefix)
        if best is not None:
            found[own] = best
    return found


def _nearest(names: list[str], prefix: str) -> str | None:
    """The name that shares the most words with the prefix; None where none fits, or two fit alike."""
    own = set(words(prefix))
    ranked = sorted(names, key=lambda name: -len(own & set(words(name))))
    if not ranked:
        return None
    best, *others = ranked
    alike = others and len(own & set(words(others[0]))) == len(own & set(words(best)))
    return None if alike else best


def _head_bias(state: dict[str, Array], names: dict[str, str], arrays: Mapping[str, Array]) -> None:
    """The bias (C,) beside the head's weight: the same words but for weight and bias; zeros where there is none."""
    if "linear.weight" not in state:
        return
    rows = len(state["linear.weight"])
    stem = [word for word in words(names["linear.weight"]) if word not in {"weight", "w", "kernel"}]
    for name, array in arrays.items():
        if array.shape == (rows,) and [word for word in words(name) if word not in {"bias", "b"}] == stem:
            names["linear.bias"], state["linear.bias"] = name, array
            return
    state["linear.bias"] = np.zeros(rows)
