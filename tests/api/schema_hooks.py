"""What schemathesis is told (SCHEMATHESIS_HOOKS): the four things of this API that a schema cannot say."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import schemathesis
from schemathesis import Case, HookContext, Response
from schemathesis.core.failures import AcceptedNegativeData, Failure
from schemathesis.openapi.checks import RejectedPositiveData

RULES = frozenset(
    {
        "after_needs_resume",
        "body_too_large",
        "contradiction",
        "control_character",
        "empty_file",
        "empty_sentence",
        "forget_bias_needs_bias",
        "forget_bias_needs_lstm",
        "goes_on",
        "input_width",
        "labels_length",
        "labels_of_a_sentence",
        "long_words",
        "missing_parameter",
        "model_too_large",
        "needs_a_network",
        "no_embedding",
        "no_head",
        "no_next_token",
        "no_spectral_radius",
        "no_tokens",
        "no_vocabulary",
        "no_words",
        "not_a_class",
        "not_a_layer",
        "not_a_nonlinearity",
        "not_a_step",
        "not_a_unit",
        "not_finite",
        "not_multipart",
        "not_one_file",
        "not_one_token",
        "not_trainable",
        "of_another_task",
        "of_the_seed",
        "one_direction",
        "one_network",
        "out_of_range",
        "parameter_shape",
        "qr_too_long",
        "query_too_long",
        "ragged",
        "relu_needs_rnn",
        "sample_bidirectional",
        "sample_classes",
        "sample_no_head",
        "sample_no_vocabulary",
        "sample_numbers",
        "state_length",
        "state_parts",
        "target_needs_recall",
        "target_too_long",
        "too_few_symbols",
        "too_large_batch",
        "too_many_lists",
        "too_many_networks",
        "too_many_tokens",
        "too_much_work",
        "too_short",
        "truncated",
        "unknown_id",
        "unknown_job",
        "unknown_model",
        "unknown_token",
        "vocabulary_length",
        "vocabulary_repeated",
        "wrong_head",
        "wrong_value",
    }
)
"""The types of refusal of a request in which each field by itself is as the schema wants it."""
OF_A_TASK = [["body", "task"], ["body", "text"], ["body", "series"]]
"""Fields of /train that one request needs and another must leave out."""
TOO_LONG = frozenset({413, 414, 431})
"""Refusals that come before any field is looked at; schemathesis does not count them as such."""


@schemathesis.hook
def filter_failure(context: HookContext, failure: Failure, case: Case[Any], response: Response) -> bool:
    """Whether a failure counts.

    Four do not: of data that the schema calls valid, the refusal by a rule that joins several fields, and in an address
    that of none or several fields to read; the refusal of what is too long as a refusal of something else; and in an
    address an empty value, which means the default.
    """
    if isinstance(failure, RejectedPositiveData):
        detail = response.json().get("detail")
        return not (isinstance(detail, list) and all(map(is_beyond_the_schema, detail)))
    if isinstance(failure, AcceptedNegativeData):
        return response.status_code not in TOO_LONG and not has_an_empty_value(response.request.url or "")
    return True


def is_beyond_the_schema(problem: dict[str, Any]) -> bool:
    """Whether the schema could not have said this."""
    ways = problem["type"] in {"missing", "one_input"} and problem["loc"][0] == "query"
    learned = problem["type"] == "missing" and problem["loc"] in OF_A_TASK
    return ways or learned or is_infinite(problem) or problem["type"] in RULES or problem["type"].startswith("file_")


def is_infinite(problem: dict[str, Any]) -> bool:
    """Whether the problem is a number of a list in an address that is beyond the range of a double, as 1e999."""
    return (problem["type"], problem["loc"][0], problem["input"]) == ("wrong_number", "query", None)


def has_an_empty_value(address: str) -> bool:
    """Whether a field of the address as it was sent, but for the sentence, is empty (an object may be sent so too)."""
    fields = parse_qsl(urlsplit(address).query, keep_blank_values=True)
    return any(not value for name, value in fields if name != "sentence")
