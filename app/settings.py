"""Every limit and switch, from the environment (`RNNFLOW_MAX_TOKENS=500 python -m app`); docs/settings.md has them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


def _served_from() -> Path:
    """The folder that holds static/ and templates/: this package once it is installed, in a checkout the one above."""
    package = Path(__file__).resolve().parent
    return package if (package / "static").is_dir() else package.parent


ROOT = _served_from()

Count = Annotated[int, Field(ge=1)]
NotNegative = Annotated[int, Field(ge=0)]
Seconds = Annotated[float, Field(gt=0)]


class Settings(BaseSettings):
    """One value, made at start and handed down; nothing reads the environment later."""

    model_config = SettingsConfigDict(env_prefix="RNNFLOW_", frozen=True)

    development: bool = Field(
        default=False, description="Read templates, catalogues and static files again at every request."
    )
    log_level: Literal["critical", "error", "warning", "info", "debug"] = Field(
        "warning", description="How much the server tells on standard error."
    )
    access_log: bool = Field(default=False, description="One line a request on standard output.")

    port: int = Field(
        8000, ge=0, le=65_535, description="The port to listen on where `--port` names none; 0 takes any free one."
    )

    max_sentence: Count = Field(200_000, description="Longest sentence, in characters.")
    max_tokens: Count = Field(20_000, description="Most tokens in a sentence.")
    max_hidden_size: Count = Field(256, description="Largest `hidden_size`.")
    max_input_size: Count = Field(256, description="Largest `input_size`.")
    max_work: Count = Field(
        4_000_000, description="Most work of one request, in numbers computed; docs/api.md has the formula."
    )
    max_body: Count = Field(1_048_576, description="Largest request body, in bytes.")
    max_query: Count = Field(
        60_000, description="Longest query string, in bytes; no address is longer than 65,535 in all."
    )
    body_seconds: Seconds = Field(20.0, description="How long a request body may take to arrive.")
    send_seconds: Seconds = Field(
        20.0, description="How long a piece of a large answer may wait for its reader; then the connection is dropped."
    )

    memory: NotNegative = Field(
        33_554_432, description="Bytes of small answers kept, to answer the same request again; 0 keeps none."
    )
    large_sentence: Count = Field(2_000, description="A sentence of more characters is read in a worker thread.")
    large_work: Count = Field(50_000, description="From more than this much work on a request runs in a worker thread.")
    large_at_once: Count = Field(2, description="Large requests computed at the same time.")
    large_in_house: Count = Field(32, description="Large requests waiting, computed or being sent; one more gets 503.")
    retry_after: Count = Field(2, description="Seconds in the `Retry-After` of a 503.")
    stop_seconds: Count = Field(5, description="How long running requests may take to finish when the server stops.")
