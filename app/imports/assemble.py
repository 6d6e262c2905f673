"""A group of a file's arrays → the network they make: sizes from shapes, an embedding and a head by name and shape.

Shapes: I input size, H hidden size, G gates, D directions, V vocabulary, C rows of the head.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import takewhile

import numpy as np

from .errors import BadFile, some
from .found import Found
from .names import KINDS, PYTORCH, Group, choose, words
from .tensors import Tensor

CELLS = {1: "rnn", 3: "gru", 4: "lstm"}
"""By the number of H-row blocks of weight_hh."""
RECURRENT = re.compile(r"rnn\.(weight_ih|weight_hh|bias_ih|bias_hh)_l(\d{1,2})(_reverse)?")
AROUND = ("embedding.weight", "linear.weight", "linear.bias")
EMBEDDING = {"embedding", "embeddings", "embed", "emb", "wte"}
HEAD = {
    *("linear", "fc", "head", "out", "output", "proj", "projection", "decoder", "classifier", "dense", "logits"),
    *("why", "hy", "lin"),
}
ENCODER = {"enc", "encoder"}
ARRAY = {"weight", "weights", "w", "kernel", "bias", "b"}
"""Words that say what a module keeps in an array, not which module it is."""
MOST_LAYERS = 16
LARGEST_HIDDEN = 1_024

ByHand = Mapping[str, str | None]
"""PyTorch's name → the file's; None leaves the array out."""


def network(
    tensors: Mapping[str, Tensor], *, prefix: str | None = None, mapping: ByHand | None = None, **said: object
) -> Found:
    """The network of a file's arrays.

    `prefix` chooses one of several. `mapping` sets names by hand: where it names a recurrent array, nothing is guessed
    at all; else the embedding and the head that it does not name are. `said` are further fields of Found that the
    file's format knows. Raises BadFile.
    """
    mapping = _checked(mapping or {}, tensors)
    by_hand = any(own.startswith("rnn.") for own in mapping)
    group = _mapped_group(mapping) if by_hand else choose(tensors, prefix)
    names = _recurrent(group)
    chosen = {own: tensors[theirs] for own, theirs in names.items()}
    gates, hidden_size, chosen = _shaped(chosen, names, group)
    directions = 1 + any(back for _, back in group.names)
    input_size = chosen["rnn.weight_ih_l0"].shape[1]
    _check_inputs(chosen, names, input_size, directions * hidden_size)
    around = {own: theirs for own, theirs in mapping.items() if own in AROUND}
    if not by_hand:
        rest = {name: tensor for name, tensor in tensors.items() if name not in names.values()}
        around = _around(rest, group, input_size, directions * hidden_size) | around
    for own, theirs in around.items():
        if theirs is not None:
            names[own], chosen[own] = theirs, tensors[theirs]
    _shape_around(chosen, names, input_size, directions * hidden_size)
    fields: dict[str, object] = {"nonlinearity": "tanh", "notes": ()} | said
    fields["notes"] = (*fields["notes"], *_notes(group, gates))  # type: ignore[misc]
    return Found(
        cell=CELLS[gates],
        hidden_size=hidden_size,
        input_size=input_size,
        num_layers=len(group.names) // directions,
        bidirectional=directions == 2,
        state_dict={own: tensor.widened(names[own]) for own, tensor in _ordered(chosen).items()},
        origins={own: tensor.origin for own, tensor in _ordered(chosen).items()},
        prefix=group.prefix,
        unused=tuple(name for name in tensors if name not in names.values()),
        **fields,  # type: ignore[arg-type]
    )


def _checked(mapping: ByHand, tensors: Mapping[str, Tensor]) -> ByHand:
    """The mapping, if its names exist on both sides. Raises BadFile with the nearest right one."""
    for own, theirs in mapping.items():
        if own not in AROUND and not RECURRENT.fullmatch(own):
            known = [*AROUND, *(f"rnn.{kind}_l0" for kind in KINDS)]
            near = get_close_matches(own, known, 1, cutoff=0)
            raise BadFile("file_map_name", name=own[:60], near=near[0])
        if theirs is not None and theirs not in tensors:
            near = get_close_matches(theirs[:200], tensors, 1)
            raise BadFile("file_map_unknown", name=theirs[:60], near=near[0] if near else some(tensors))
    return mapping


def _mapped_group(mapping: ByHand) -> Group:
    group = Group("", own=False)
    for own, theirs in mapping.items():
        if theirs is not None and (match := RECURRENT.fullmatch(own)):
            group.names.setdefault((int(match[2]), bool(match[3])), {})[match[1]] = theirs
    return group


def _recurrent(group: Group) -> dict[str, str]:
    """PyTorch's name → the file's, of every recurrent array; layers are complete. Raises BadFile."""
    layers = sorted({layer for layer, _ in group.names})
    if layers and not group.own:  # counted from 1 by some
        first = layers[0]
        group.names = {(layer - first, back): kinds for (layer, back), kinds in group.names.items()}
        layers = [layer - first for layer in layers]
    if layers != list(range(len(layers))) or not 0 < len(layers) <= MOST_LAYERS:
        raise BadFile("file_layers", layers=some(layers), limit=MOST_LAYERS)
    directions = sorted({back for _, back in group.names})
    found = {}
    for layer in layers:
        for back in directions if directions != [True] else [False, True]:
            end = f"_l{layer}{'_reverse' if back else ''}"
            kinds = group.names.get((layer, back), {})
            for kind in KINDS:
                if kind in kinds:
                    found[f"rnn.{kind}{end}"] = kinds[kind]
                elif kind.startswith("weight"):
                    raise BadFile("file_missing_array", name=f"{group.prefix}{kind}{end}"[:80])
    return found


def _shaped(chosen: dict[str, Tensor], names: Mapping[str, str], group: Group) -> tuple[int, int, dict[str, Tensor]]:
    """G, H, and the arrays in PyTorch's shapes: weights of other names may be transposed, biases may be columns."""
    first = chosen["rnn.weight_hh_l0"].shape
    if len(first) != 2 or not all(first):
        raise BadFile("file_shape", name=names["rnn.weight_hh_l0"], expected="(G·H, H)", got=str(first))
    hidden_size, rows = sorted(first)
    if rows % hidden_size or rows // hidden_size not in CELLS:
        expected = "(H, H), (3·H, H), (4·H, H)"
        raise BadFile("file_shape", name=names["rnn.weight_hh_l0"], expected=expected, got=str(first))
    if hidden_size > LARGEST_HIDDEN:
        raise BadFile("file_hidden_size", limit=LARGEST_HIDDEN, got=hidden_size)
    into = chosen["rnn.weight_ih_l0"].shape
    transposed = not group.own and len(into) == 2 and into[0] != rows and into[1] == rows
    transposed |= not group.own and first != (rows, hidden_size)
    shaped = {}
    for own, tensor in chosen.items():
        kind = own.removeprefix("rnn.").partition("_l")[0]
        columns = hidden_size if kind == "weight_hh" else None
        shaped[own] = _fit(names[own], tensor, kind, (rows, columns), transposed=transposed)
    return rows // hidden_size, hidden_size, shaped


def _fit(name: str, tensor: Tensor, kind: str, wanted: tuple[int, int | None], *, transposed: bool) -> Tensor:
    """The array in PyTorch's shape. Raises BadFile."""
    rows, columns = wanted
    if kind.startswith("bias"):
        if tensor.shape in {(rows,), (rows, 1)}:
            return tensor.reshaped((rows,), lambda raw: raw.reshape(rows))
        raise BadFile("file_shape", name=name, expected=f"({rows},)", got=str(tensor.shape))
    shape = tensor.shape[::-1] if transposed else tensor.shape
    if len(shape) == 2 and shape[0] == rows and shape[1] and columns in {None, shape[1]}:
        return tensor.reshaped(shape, np.transpose) if transposed else tensor
    raise BadFile("file_shape", name=name, expected=f"({rows}, {columns or 'I'})", got=str(tensor.shape))


def _check_inputs(chosen: Mapping[str, Tensor], names: Mapping[str, str], input_size: int, width: int) -> None:
    """A layer above the first reads what the one below gives; both directions read the same."""
    for own, tensor in chosen.items():
        if match := re.fullmatch(r"rnn\.weight_ih_l(\d+)(_reverse)?", own):
            expected = width if int(match[1]) else input_size
            if tensor.shape[1] != expected:
                wanted = f"({tensor.shape[0]}, {expected})"
                raise BadFile("file_shape", name=names[own], expected=wanted, got=str(tensor.shape))


def _around(tensors: Mapping[str, Tensor], group: Group, input_size: int, width: int) -> dict[str, str | None]:
    """The embedding (V, I), and the head (C, D·H) with its bias, where one array of the file is called so and fits."""
    found: dict[str, str | None] = {}
    tensors = {name: tensor for name, tensor in tensors.items() if not PYTORCH.fullmatch(name)}
    if embedding := _nearest(tensors, "embedding.weight", EMBEDDING, group, input_size) or _encoder(
        tensors, group, input_size
    ):
        found["embedding.weight"] = embedding
    rest = {name: tensor for name, tensor in tensors.items() if name != embedding}
    head = _nearest(rest, "linear.weight", HEAD, group, width)
    if head is None or (ENCODER & set(words(group.prefix)) and not set(words(group.prefix)) & set(words(head))):
        return found  # what an encoder has read is not what the head of the file says
    found["linear.weight"] = head
    if bias := _bias_of(head, tensors):
        found["linear.bias"] = bias
    return found


def _nearest(tensors: Mapping[str, Tensor], own: str, hints: set[str], group: Group, columns: int) -> str | None:
    """The matrix of that many columns called like `hints` that shares the most words with the group's prefix.

    None where there is no such matrix, or where two are equally near. The name `own` itself always wins.
    """
    prefix = set(words(group.prefix))
    fitting = {
        name: len(prefix & set(words(name)))
        for name, tensor in tensors.items()
        if tensor.ndim == 2 and columns in (tensor.shape if not group.own else tensor.shape[1:])
        if hints & set(_own_words(name, group))
    }
    if own in tensors and own in fitting:
        return own
    ranked = sorted(fitting, key=lambda name: -fitting[name])
    if not ranked or (len(ranked) > 1 and fitting[ranked[0]] == fitting[ranked[1]]):
        return None
    return ranked[0]


def _own_words(name: str, group: Group) -> list[str]:
    """The words of an array's name after those with which the group's prefix begins too: its module's, not its path's.

    `decoder.rnn.` and `decoder.attention.weight` give attention, weight; the module right above the array always stays.
    """
    own = words(name)
    kept = 2 if own and own[-1] in ARRAY else 1
    return own[min(_shared(own, words(group.prefix)), max(0, len(own) - kept)) :]


def _encoder(tensors: Mapping[str, Tensor], group: Group, input_size: int) -> str | None:
    """The embedding of PyTorch's word_language_model, which is called `encoder.weight` beside `decoder.weight`."""
    found = [
        name
        for name, tensor in tensors.items()
        if tensor.ndim == 2 and tensor.shape[1] == input_size and _own_words(name, group) == ["encoder", "weight"]
    ]
    return found[0] if len(found) == 1 else None


def _bias_of(head: str, tensors: Mapping[str, Tensor]) -> str | None:
    """The vector of the same module as the matrix `head`: of those whose other words are the same the nearest name."""
    stem = [word for word in words(head) if word not in ARRAY]
    beside = [
        name
        for name, tensor in tensors.items()
        if (tensor.ndim == 1 or tensor.shape[1:] == (1,)) and name != head
        if [word for word in words(name) if word not in ARRAY] == stem
    ]
    return max(beside, key=lambda name: _shared(name, head), default=None)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many of their first items are the same."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _shape_around(chosen: dict[str, Tensor], names: Mapping[str, str], input_size: int, width: int) -> None:
    """The embedding (V, I) and the head (C, D·H), (C,) in PyTorch's shapes. Raises BadFile."""
    for own, columns in (("embedding.weight", input_size), ("linear.weight", width)):
        if own not in chosen:
            continue
        shape = chosen[own].shape
        if len(shape) != 2 or columns not in shape or not all(shape):
            raise BadFile("file_shape", name=names[own], expected=f"(rows, {columns})", got=str(shape))
        if shape[1] != columns:
            chosen[own] = chosen[own].reshaped(shape[::-1], np.transpose)
    if "linear.bias" in chosen:
        if "linear.weight" not in chosen:
            raise BadFile("file_missing_array", name="linear.weight")
        rows = chosen["linear.weight"].shape[0]
        chosen["linear.bias"] = _fit(
            names["linear.bias"], chosen["linear.bias"], "bias", (rows, None), transposed=False
        )


def _ordered(chosen: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """In the order of PyTorch's state_dict: the embedding, the recurrent arrays, the head."""
    first, last = AROUND[:1], AROUND[1:]
    order = [*first, *(own for own in chosen if own not in AROUND), *last]
    return {own: chosen[own] for own in order if own in chosen}


def _notes(group: Group, gates: int) -> tuple[str, ...]:
    """What is assumed where names follow no standard."""
    return ("gate-order-assumed",) if not group.own and gates > 1 else ()
