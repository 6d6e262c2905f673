"""An error of the engine → the field that caused it, and its sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..engine import errors
from .problems import Loc, Problem, Problems, Where, cut
from .schemas import SEEDS

BEYOND_RANGE = ("spectral_radius", "state", "edits", "inputs", "parameters", "model", "nonlinearity")
"""The fields that can carry numbers out of the range of a double, the likeliest first."""
NUMBERS_SENT = frozenset({"state", "edits", "inputs", "parameters"})


def from_engine(error: errors.EngineError, where: Where, sent: Mapping[str, object]) -> Problems:
    """What the engine refused, beside the field that caused it; `sent` has the values by field."""
    problem = (
        _of_the_question(error, where)
        or _of_the_way_back(error, where)
        or _of_pytorch(error, where)
        or _of_the_head(error, where, sent)
        or _of_the_parameters(error, where)
        or _of_the_numbers(error, where)
        or _beyond_range(error, where, sent)
    )
    return Problems(problem or Problem("refused", (where,), {"reason": str(error)})).showing(sent)


def _of_the_way_back(error: errors.EngineError, where: Where) -> Problem | None:
    """The gradient cannot go back the number of steps that was asked for."""
    match error:
        case errors.CannotTruncate():
            return Problem("cannot_truncate", (where, "truncate"))
        case errors.Truncated():
            return Problem("truncated", (where, "truncate"))
    return None


def _of_pytorch(error: errors.EngineError, where: Where) -> Problem | None:
    """The run cannot be written for PyTorch, or not in the style that was asked for."""
    match error:
        case errors.NotInPyTorch(cell=cell, known=known):
            return Problem("not_in_pytorch", (where, "cell"), {"cell": cell, "known": ", ".join(known)})
        case errors.NotAModule():
            return Problem("not_a_module", (where, "style"))
    return None


def _of_the_question(error: errors.EngineError, where: Where) -> Problem | None:
    """Something asked for does not exist."""
    match error:
        case errors.EmptySentence(name=name):
            return Problem("empty_sentence", (where, *_path(name)))
        case errors.NoSuchStep(name=name, last=last):
            return Problem("not_a_step", (where, *_path(name)), {"last": last})
        case errors.NoSuchUnit(name=name, last=last):
            return Problem("not_a_unit", (where, *_path(name)), {"last": last})
        case errors.NotOneToken(name=name, tokenizer=tokenizer):
            return Problem("not_one_token", (where, *_path(name)), {"tokenizer": tokenizer})
        case errors.NoNextToken(t=t):
            return Problem("no_next_token", (where, "loss_at"), {"t": t})
        case errors.NoTarget(objective=objective):
            return Problem("target_needs_recall", (where, "target"), {"objective": objective})
    return None


def _of_the_numbers(error: errors.EngineError, where: Where) -> Problem | None:
    """A wrong count of numbers, or a radius that cannot be reached."""
    match error:
        case errors.WrongShape(name=name, expected=expected, got=got):
            return _wrong_shape(name, expected, got, where)
        case errors.WrongState(expected=expected, got=got):
            return Problem("state_parts", (where, "state"), {"expected": ", ".join(expected), "got": ", ".join(got)})
        case errors.NoSpectralRadius():
            return Problem("no_spectral_radius", (where, "spectral_radius"))
    return None


def _wrong_shape(name: str, expected: Sequence[int | str], got: Sequence[int], where: Where) -> Problem:
    """Numbers of a state, of an edit or of a parameter that are too few or too many."""
    shapes = {"expected": _shape(expected), "got": _shape(got)}
    if name.partition(".")[0] not in {"state", "edits"}:
        return Problem("parameter_shape", _parameter(name, where), {"name": name, **shapes})
    loc = (where, *_path(name))
    if (len(expected) > 1 and len(got) > 1) or (expected[0] != 1 and len(expected) > 1):
        return Problem("state_length", loc, shapes, key="state_shape")
    key = "numbers_length" if name.endswith(".x") else None
    return Problem("state_length", loc, {"expected": expected[-1], "got": got[-1]}, key=key)


def _shape(sizes: Sequence[int | str]) -> str:
    """`2 × 3`."""
    return " × ".join(map(str, sizes))


def _parameter(name: str, where: Where) -> Loc:
    """The place of a parameter: in an address each is a field of its own."""
    return (where, name) if where == "query" else (where, "parameters", name)


def _of_the_head(error: errors.EngineError, where: Where, sent: Mapping[str, object]) -> Problem | None:
    """An objective that the network, or what it reads, has no answer to."""
    loc: Loc = (where, "objective")
    match error:
        case errors.NoHead():
            return Problem("no_head", loc if sent.get("objective") else (where, "include"))
        case errors.NoTokens(objective=objective):
            return Problem("no_tokens", loc, {"objective": objective})
        case errors.NoNumbers(objective=objective):
            return Problem("no_tokens", loc, {"objective": objective}, key="tokens_read")
        case errors.NoNextNumbers(t=t):
            return Problem(
                "no_next_token", (where, "loss_at" if "loss_at" in sent else "inputs"), {"t": t}, key="no_next_numbers"
            )
        case errors.WrongHead(objective=objective, things=things, expected=expected, got=got):
            counts = {"objective": objective, "things": things, "expected": expected, "got": got}
            return Problem("wrong_head", loc, counts)
        case errors.NoSuchClass(last=last):
            return Problem("not_a_class", (where, "target"), {"last": last})
    return None


def _of_the_parameters(error: errors.EngineError, where: Where) -> Problem | None:
    """Parameters that make no network."""
    match error:
        case errors.UnknownParameter(name=name, nearest=nearest):
            shown = cut(name)
            if nearest is None:
                return Problem(
                    "unknown_parameter", _parameter(name, where), {"name": shown}, key="unknown_parameter_alone"
                )
            return Problem("unknown_parameter", _parameter(name, where), {"name": shown, "nearest": nearest})
        case errors.MissingParameter(name=name, beside=beside):
            key = "missing_parameter_beside" if beside else None
            return Problem(
                "missing_parameter", _parameter(name, where), {"name": name, "beside": beside or ""}, key=key
            )
        case errors.NoSuchCell(name=name, rows=rows, hidden_size=columns, known=known):
            fitting = ", ".join(f"{gates * columns} ({cell})" for cell, gates in known.items())
            found = {"name": name, "rows": rows, "columns": columns, "expected": fitting}
            return Problem("parameter_shape", _parameter(name, where), found, key="parameter_rows")
        case errors.UnknownName(kind=kind, name=name) if kind.startswith("nonlinearity of "):
            found = {"nonlinearity": name, "cell": kind.removeprefix("nonlinearity of ")}
            return Problem("relu_needs_rnn", (where, "nonlinearity"), found)
        case errors.NoVocabulary(expected=expected, got=got):
            return Problem("vocabulary_length", (where, "vocabulary"), {"expected": expected, "got": got})
        case errors.RepeatedToken(token=token):
            return Problem("vocabulary_repeated", (where, "vocabulary"), {"token": cut(token)})
    return None


def _beyond_range(error: errors.EngineError, where: Where, sent: Mapping[str, object]) -> Problem | None:
    """Numbers that grew out of the range of a double, beside the likeliest cause among the fields `sent`."""
    cause = [name for name in BEYOND_RANGE if sent.get(name) is not None][:1]
    numbers = not NUMBERS_SENT.isdisjoint(cause)
    match error:
        case errors.OutOfRange(what=what, t=t, network=network) if network:
            seed = (int(str(sent.get("seed") or 0)) + network) % SEEDS
            found = {"name": what, "t": t, "seed": str(seed), "count": network}
            return Problem("out_of_range", (where, "seeds"), found, key="out_of_range_seed")
        case errors.OutOfRange(what=what, t=t):
            key = "out_of_range_numbers" if numbers else None
            return Problem("out_of_range", (where, *cause), {"name": what, "t": t}, key=key)
        case errors.NotFinite(name=name):
            return Problem("not_finite", (where, *cause), {"name": name}, key="not_finite_numbers" if numbers else None)
    return None


def _path(name: str) -> Loc:
    """`edits.0.t` → its place in the request."""
    return tuple(int(part) if part.isdecimal() else part for part in name.split("."))
