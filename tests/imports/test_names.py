"""Which array of a file is which: prefixes, names that follow no standard, names set by hand."""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np
import pytest

from app import imports
from app.imports import BadFile, Found, assemble
from app.imports.tensors import Origin, Tensor

I, H, V, C = 2, 3, 5, 4


def tensors(**shapes: Any) -> dict[str, Tensor]:
    """Arrays of these shapes, each with numbers of its own; a dot in a name is written __."""
    rng = np.random.default_rng(0)
    found = {}
    for key, shape in shapes.items():
        name, array = key.replace("__", "."), rng.normal(size=shape)
        found[name] = Tensor(array.shape, "float64", partial(np.asarray, array), Origin(name, array.shape, "float64"))
    return found


def network(how: dict[str, Any] | None = None, **shapes: Any) -> Found:
    return assemble.network(tensors(**shapes), **(how or {}))


def refusal(how: dict[str, Any] | None = None, **shapes: Any) -> BadFile:
    with pytest.raises(BadFile) as error:
        network(how, **shapes)
    return error.value


def names(found: Found) -> dict[str, str]:
    return {own: origin.name for own, origin in found.origins.items()}


GRU: dict[str, Any] = {"weight_ih_l0": (9, I), "weight_hh_l0": (9, H)}
OTHERS: dict[str, Any] = {"enc_w_ih": (9, I), "enc_w_hh": (9, H), "enc_b_ih": 9, "enc_b_hh": 9}


def under(prefix: str, shapes: dict[str, Any]) -> dict[str, Any]:
    return {prefix + name: shape for name, shape in shapes.items()}


@pytest.mark.parametrize("prefix", ["", "rnn__", "model__encoder__gru__", "gru_", "net/rnn/"])
def test_any_prefix(prefix: str) -> None:
    found = network(**under(prefix, GRU))
    assert found.prefix == prefix.replace("__", ".")
    assert (found.cell, found.hidden_size, found.input_size) == ("gru", H, I)
    assert set(found.state_dict) == {"rnn.weight_ih_l0", "rnn.weight_hh_l0"}


@pytest.mark.parametrize(("rows", "cell"), [(3, "rnn"), (9, "gru"), (12, "lstm")])
def test_the_cell_follows_from_the_shape(rows: int, cell: str) -> None:
    assert network(weight_ih=(rows, I), weight_hh=(rows, H)).cell == cell


def test_several_are_listed_and_a_prefix_chooses() -> None:
    both: dict[str, Any] = under("encoder__", GRU) | under(
        "decoder__rnn__", {"weight_ih_l0": (12, I), "weight_hh_l0": (12, H)}
    )
    error = refusal(**both)
    assert error.reason == "file_several_networks"
    assert error.values == {"known": "encoder., decoder.rnn.", "first": "encoder."}
    for prefix in ("decoder.rnn.", "decoder.rnn"):
        assert network({"prefix": prefix}, **both).cell == "lstm"
    unknown = refusal({"prefix": "decoder"}, **both)
    assert (unknown.reason, unknown.values["known"]) == ("file_no_such_prefix", "encoder., decoder.rnn.")


def test_an_empty_prefix_is_one_of_several() -> None:
    both = GRU | under("decoder__", GRU)
    assert network({"prefix": ""}, **both).prefix == ""
    assert refusal({"prefix": ""}, **under("a__", GRU), **under("b__", GRU)).reason == "file_several_networks"


def test_names_that_are_nobody_s_standard() -> None:
    found = network(**OTHERS, enc_emb=(V, I), fc_w=(C, H + 1))
    assert names(found) == {
        "embedding.weight": "enc_emb",
        "rnn.weight_ih_l0": "enc_w_ih",
        "rnn.weight_hh_l0": "enc_w_hh",
        "rnn.bias_ih_l0": "enc_b_ih",
        "rnn.bias_hh_l0": "enc_b_hh",
    }
    assert (found.prefix, found.unused, found.notes) == ("enc_", ("fc_w",), ("gate-order-assumed",))


MODULES: dict[str, Any] = {
    "embedding__weight": (V, I),
    **under("rnn__", GRU | {"bias_ih_l0": 9, "bias_hh_l0": 9}),
    "linear__weight": (C, H),
    "linear__bias": C,
}
"""PyTorch's own module, whole."""


@pytest.mark.parametrize(
    "prefix",
    ["a b/c", "b", "weight", "bias", "linear", "out", "head", "decoder", "encoder", "embedding", "model__emb", "w__h"],
)
def test_the_words_of_a_prefix_hide_no_array(prefix: str) -> None:
    """Words of the path that also say what an array is, such as `head.rnn.weight_ih_l0`, are not the array's own."""
    found = network(**under(f"{prefix}__", MODULES))
    start = f"{prefix}.".replace("__", ".")
    assert {own: name.removeprefix(start) for own, name in names(found).items()} == {
        name: name for name in found.state_dict
    }
    assert len(found.state_dict) == len(MODULES)
    assert found.unused == ()


def test_each_network_of_a_file_has_its_own_head() -> None:
    two = under("head__", MODULES) | under("linear__", MODULES)
    for prefix in ("head", "linear"):
        found = network({"prefix": f"{prefix}.rnn"}, **two)
        assert {name.partition(".")[0] for name in names(found).values()} == {prefix}


def test_the_arrays_of_another_network_are_no_head() -> None:
    """`decoder` is a word for a head, and weight_hh has as many columns as a head would have."""
    found = network({"prefix": "first"}, **under("first__", GRU), **under("decoder__", GRU))
    assert set(found.state_dict) == {"rnn.weight_ih_l0", "rnn.weight_hh_l0"}


def test_the_word_language_model_of_pytorch_s_examples() -> None:
    """Its embedding is called encoder, its head decoder."""
    found = network(**under("rnn__", GRU), encoder__weight=(V, I), decoder__weight=(V, H), decoder__bias=V)
    assert names(found) | {"rnn.weight_ih_l0": "", "rnn.weight_hh_l0": ""} == {
        "embedding.weight": "encoder.weight",
        "rnn.weight_ih_l0": "",
        "rnn.weight_hh_l0": "",
        "linear.weight": "decoder.weight",
        "linear.bias": "decoder.bias",
    }


def test_an_encoder_does_not_take_the_head_of_the_file() -> None:
    decoder = {name.replace("enc", "dec"): shape for name, shape in OTHERS.items()}
    file = OTHERS | decoder | {"enc_emb": (V, I), "dec_emb": (C, I), "fc_w": (C, H), "fc_b": C}
    encoder, decoding = (network({"prefix": prefix}, **file) for prefix in ("enc_", "dec_"))
    assert names(encoder)["embedding.weight"] == "enc_emb"
    assert "linear.weight" not in encoder.state_dict
    assert {"embedding.weight": "dec_emb", "linear.weight": "fc_w", "linear.bias": "fc_b"}.items() <= names(
        decoding
    ).items()


def test_matrices_of_other_names_may_be_transposed() -> None:
    file = {"lstm_kernel": (I, 12), "lstm_recurrent_kernel": (H, 12), "lstm_bias": 12}
    arrays = tensors(**file)
    found = assemble.network(arrays)
    assert (found.cell, found.hidden_size, found.input_size) == ("lstm", H, I)
    np.testing.assert_array_equal(found.state_dict["rnn.weight_ih_l0"], arrays["lstm_kernel"].load().T)
    np.testing.assert_array_equal(found.state_dict["rnn.weight_hh_l0"], arrays["lstm_recurrent_kernel"].load().T)
    np.testing.assert_array_equal(found.state_dict["rnn.bias_ih_l0"], arrays["lstm_bias"].load())
    assert "rnn.bias_hh_l0" not in found.state_dict
    assert found.origins["rnn.weight_ih_l0"].shape == (I, 12)


def test_the_names_of_a_blackboard() -> None:
    """Wxh (H, I), Whh (H, H), bh (H, 1), Why (C, H), by (C, 1), as in Karpathy's minimal character model."""
    found = network(Wxh=(H, I), Whh=(H, H), bh=(H, 1), Why=(C, H))
    assert names(found) == {
        "rnn.weight_ih_l0": "Wxh",
        "rnn.weight_hh_l0": "Whh",
        "rnn.bias_ih_l0": "bh",
        "linear.weight": "Why",
    }
    assert found.notes == ()


def test_layers_and_directions_of_other_names() -> None:
    file: dict[str, Any] = {}
    for layer, inputs in ((0, I), (1, 2 * H)):
        for back in ("", "_reverse"):
            file |= {f"w_ih_l{layer}{back}": (9, inputs), f"w_hh_l{layer}{back}": (9, H)}
    found = network(**file)
    assert (found.num_layers, found.bidirectional) == (2, True)
    assert names(found)["rnn.weight_hh_l1_reverse"] == "w_hh_l1_reverse"


def test_names_set_by_hand() -> None:
    """Where a recurrent array is named, nothing is guessed; else only what is not named."""
    file = {"a": (9, I), "b": (9, H), "c": 9, "embedding__weight": (V, I), "d": (C, H)}
    by_hand = {"rnn.weight_ih_l0": "a", "rnn.weight_hh_l0": "b", "rnn.bias_hh_l0": "c"}
    found = network({"mapping": by_hand}, **file)
    assert names(found) == by_hand
    assert found.unused == ("embedding.weight", "d")
    beside = network({"mapping": {"linear.weight": "d", "embedding.weight": None}}, **GRU, **file)
    assert names(beside) == {
        "rnn.weight_ih_l0": "weight_ih_l0",
        "rnn.weight_hh_l0": "weight_hh_l0",
        "linear.weight": "d",
    }


def test_wrong_names_by_hand_get_the_nearest_right_one() -> None:
    ours = refusal({"mapping": {"rnn.weights_ih_l0": "a"}}, **GRU)
    assert (ours.reason, ours.values) == ("file_map_name", {"name": "rnn.weights_ih_l0", "near": "rnn.weight_ih_l0"})
    theirs = refusal({"mapping": {"rnn.weight_ih_l0": "weight_ih_0"}}, **GRU)
    assert (theirs.reason, theirs.values) == ("file_map_unknown", {"name": "weight_ih_0", "near": "weight_ih_l0"})


REFUSED: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("file_no_network", {"conv__weight": (3, 3)}, {"names": "conv.weight"}),
    ("file_missing_array", {"weight_ih_l0": (9, I)}, {"name": "weight_hh_l0"}),
    ("file_missing_array", GRU | {"weight_ih_l1": (9, H)}, {"name": "weight_hh_l1"}),
    ("file_missing_array", GRU | {"weight_hh_l0_reverse": (9, H)}, {"name": "weight_ih_l0_reverse"}),
    ("file_missing_array", {"bias_ih_l1": 9} | GRU, {"name": "weight_ih_l1"}),
    ("file_layers", {"weight_ih_l1": (9, I), "weight_hh_l1": (9, H)}, {"layers": "1", "limit": 16}),
    ("file_name_twice", {"weight_ih": (9, I), "weight_ih_l0": (9, I), "weight_hh_l0": (9, H)}, {}),
    ("file_shape", {"weight_ih_l0": (6, I), "weight_hh_l0": (6, H)}, {"name": "weight_hh_l0", "got": "(6, 3)"}),
    ("file_shape", {"weight_ih_l0": (H, I), "weight_hh_l0": H}, {"name": "weight_hh_l0", "expected": "(G·H, H)"}),
    ("file_shape", {"weight_ih_l0": (I, 9), "weight_hh_l0": (9, H)}, {"expected": "(9, I)", "got": "(2, 9)"}),
    ("file_shape", GRU | {"bias_ih_l0": 8}, {"name": "bias_ih_l0", "expected": "(9,)", "got": "(8,)"}),
    ("file_shape", GRU | {"weight_ih_l1": (9, I), "weight_hh_l1": (9, H)}, {"expected": "(9, 3)", "got": "(9, 2)"}),
    ("file_shape", {"weight_ih_l0": (9, 0), "weight_hh_l0": (9, H)}, {}),
    ("file_hidden_size", {"weight_ih_l0": (1025, 1), "weight_hh_l0": (1025, 1025)}, {"limit": 1024, "got": 1025}),
    ("file_not_pytorch_arithmetic", GRU | {"weight_hr_l0": (2, H)}, {"what": "projection (proj_size)"}),
    (
        "file_not_pytorch_arithmetic",
        under("cell__", {"weight_ih": (12, I), "weight_hh": (12, H), "layernorm_i__weight": 12}),
        {"what": "layer norm (cell.layernorm_i.weight)"},
    ),
    (
        "file_not_pytorch_arithmetic",
        {"weight_ih": (12, I), "weight_hh": (12, H), "peephole_i": H},
        {"what": "peepholes (peephole_i)"},
    ),
]


@pytest.mark.parametrize(("reason", "file", "values"), REFUSED)
def test_what_is_refused(reason: str, file: dict[str, Any], values: dict[str, Any]) -> None:
    error = refusal(**file)
    assert error.reason == reason
    assert values.items() <= error.values.items()


def test_a_head_needs_its_weight() -> None:
    mapping = {"linear.bias": "by", "linear.weight": None}
    assert refusal({"mapping": mapping}, **GRU, by=C).values == {"name": "linear.weight"}


@pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
def test_a_number_that_is_not_finite(bad: float) -> None:
    arrays = tensors(**GRU)
    arrays["weight_hh_l0"].load()[1, 1] = bad
    with pytest.raises(BadFile) as error:
        assemble.network(arrays)
    assert (error.value.reason, error.value.values) == ("file_not_finite", {"name": "weight_hh_l0"})


def test_names_are_shortened_in_a_sentence() -> None:
    error = refusal(None, **{f"array{n}" * 50: 3 for n in range(100)})
    assert len(error.values["names"]) <= 1_000  # type: ignore[arg-type]
    assert str(error.values["names"]).endswith("…") or len(str(error.values["names"])) == 600
    assert imports.errors.some(["", "a"]) == '"", a'
