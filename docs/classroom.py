"""The numbers that a class meets: each is an answer of /step to the link beside which it is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import median
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.api.schemas import PAGE_FIELDS
from app.web.pages import FIRST

INCLUDED = ("gates", "products", "gradients", "parameters")
SEEDS = 100
Ask = Callable[[str], Mapping[str, Any]]
"""The answer of a server to GET of an address without its host."""


class Number(float):
    """A float that is written with a real minus sign."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace("-", "−")


def request_of(link: str) -> str:
    """The address of /step for the run that a page's link shows, with everything that `facts` reads."""
    given = parse_qsl(urlsplit(link).query, keep_blank_values=True)
    fields = [(name, value) for name, value in given if name not in PAGE_FIELDS]
    fields = fields or list(FIRST.items())
    answers = () if "inputs" in dict(fields) else ("predictions",)
    return "/step?" + urlencode([*fields, ("include", ",".join([*INCLUDED, *answers]))])


def facts(link: str, ask: Ask) -> dict[str, Number | str]:
    """The numbers and words of the run that a link shows, by name."""
    run = ask(request_of(link))
    found = _of_the_answer(run)
    if len(run["steps"]) > 1:
        found |= _of_the_way_back(run)
        if run["cell"] == "rnn":
            found |= _of_unit(run, int(dict(parse_qsl(urlsplit(link).query)).get("unit", 0)))
    return found


def _of_the_answer(run: Mapping[str, Any]) -> dict[str, Number | str]:
    """How large the run is, what the network answers at the end, and what that costs."""
    last = run["steps"][-1]
    sizes = run["hidden_size"] ** 2 + run["hidden_size"] * (run["input_size"] + 1)
    found: dict[str, Number | str] = {
        "T": Number(len(run["steps"])),
        "H": Number(run["hidden_size"]),
        "weights": Number(sizes),
        "weights_pytorch": Number(sizes + run["hidden_size"]),
        "loss": Number(run["loss"]),
    }
    answered = last.get("predictions", {})
    if answered.get("likeliest"):
        found |= {
            "right": answered["target"],
            "p_right": Number(answered["target_probability"]),
            "answer": answered["likeliest"][0],
            "p_answer": Number(answered["likeliest_probability"][0]),
        }
    return found


def _of_the_way_back(run: Mapping[str, Any]) -> dict[str, Number | str]:
    """How long the gradient is where it sets out and where it arrives, and what its first step back does to it."""
    first, last = run["steps"][0], run["steps"][-1]
    fallen = last["log10_grad_norm"] - first["log10_grad_norm"]
    found: dict[str, Number | str] = {
        "sets_out": Number(last["grad_norm"]),
        "arrives": Number(first["grad_norm"]),
        "share": Number(10**-fallen),
        "one_in": Number(10**fallen),
        "decades": Number(fallen),
    }
    if run["cell"] == "rnn":
        slope, weight = Number(last["pointwise_gain"]), Number(last["weight_gain"])
        found |= {"slope": slope, "weight": weight, "both": Number(slope * weight)}
    return found


def _of_unit(run: Mapping[str, Any], unit: int) -> dict[str, Number | str]:
    """What makes a unit of h_1 in a plain RNN: the parts of its sum, and h; `before` is the same unit of h_0."""
    step, arrays = run["steps"][1], run["parameters"]
    biases = [arrays.get(f"rnn.bias_{side}_l0", [0.0] * run["hidden_size"])[unit] for side in ("ih", "hh")]
    return {
        "before": Number(run["steps"][0]["h"][unit]),
        "input": Number(step["ih"][unit] - biases[0]),
        "memory": Number(step["hh"][unit] - biases[1]),
        "bias": Number(sum(biases)),
        "a": Number(step["gates"]["a"][unit]),
        "h": Number(step["h"][unit]),
        "slope_1": Number(1 - step["h"][unit] ** 2),
    }


def of_many_seeds(ask: Ask) -> dict[str, Number | str]:
    """What seeds 0 to 99 do with the opening sentence: how many are right, and by how much the gradient falls."""
    sentence = urlencode({"sentence": FIRST["sentence"]})
    found = [facts(f"/?{sentence}&seed={seed}", ask) for seed in range(SEEDS)]
    fallen = median(float(one["decades"]) for one in found)
    return {
        "seeds_right": Number(sum(one["answer"] == one["right"] for one in found)),
        "seeds_decades": Number(fallen),
        "seeds_one_in": Number(10**fallen),
    }
