"""Every limit and switch, from the environment (`RNNFLOW_MAX_TOKENS=500 python -m app`); docs/settings.md has them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent

Count = Annotated[int, Field(ge=1)]
NotNegative = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0)]


PREFIX = "RNNFLOW_"


def variable(name: str) -> str:
    """The environment variable of a setting, by its name or by what pydantic calls it."""
    return PREFIX + name.upper().removeprefix(PREFIX)


class Settings(BaseSettings):
    """One value, made at start and handed down; nothing reads the environment later."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, validate_by_name=True)

    development: bool = Field(
        default=False, description="Read templates, catalogues and static files again at every request."
    )
    log_level: Literal["critical", "error", "warning", "info", "debug"] = Field(
        "warning", description="How much the server writes to standard error."
    )
    access_log: bool = Field(default=False, description="One line for each request on standard output.")

    max_sentence: Count = Field(200_000, description="Longest sentence, in characters.")
    max_tokens: Count = Field(20_000, description="Most tokens in a sentence.")
    max_hidden_size: Count = Field(256, description="Largest `hidden_size`.")
    max_input_size: Count = Field(256, description="Largest `input_size`.")
    max_work: Count = Field(
        4_000_000, description="Most work of one request; docs/api.md has the formula, /limits the same for programs."
    )
    max_body: Count = Field(1_048_576, description="Largest request body, in bytes.")
    max_query: Count = Field(
        60_000, description="Longest query string, in bytes; no address is longer than 65,535 in all."
    )
    body_seconds: Seconds = Field(20.0, description="How long a request body may take to arrive.")
    send_seconds: Seconds = Field(
        20.0,
        description="How long a piece of a large answer may wait to be read; then the connection is dropped.",
    )

    answer_cache: NotNegative = Field(
        33_554_432,
        validation_alias=AliasChoices("RNNFLOW_ANSWER_CACHE", "RNNFLOW_MEMORY"),
        description="Bytes of small answers kept, to answer the same request again; 0 keeps none. "
        "`RNNFLOW_MEMORY` is its former name and still works.",
    )
    large_sentence: Count = Field(2_000, description="A longer sentence, in characters, is read in a worker thread.")
    large_work: Count = Field(50_000, description="A request of more work runs in a worker thread.")
    large_at_once: Count = Field(2, description="Large requests computed at the same time.")
    large_in_house: Count = Field(32, description="Large requests waiting, computed or being sent; one more gets 503.")
    retry_after: Count = Field(2, description="Seconds in the `Retry-After` of a 503.")
    stop_seconds: Count = Field(5, description="How long running requests may take to finish when the server stops.")
