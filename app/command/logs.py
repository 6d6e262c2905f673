"""What the server writes: its log on standard error, one line a request on standard output."""

from __future__ import annotations

import logging
from typing import Any

from uvicorn.config import LOGGING_CONFIG

from ..settings import Settings

CONTENTLESS = "Invalid HTTP request received."
"""What uvicorn says of every request that its parser refuses. It names neither the client nor the fault."""


class Telling(logging.Filter):
    """Lets through what tells something."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record has content."""
        return record.msg != CONTENTLESS


def config(settings: Settings) -> dict[str, Any]:
    """The loggers, for `logging.config.dictConfig`: each line reaches one handler.

    Requests have a level of their own, so that they are written whatever the level of the rest.
    """
    level = settings.log_level.upper()
    told = {"handlers": ["default"], "level": level, "propagate": False}
    return {
        **LOGGING_CONFIG,
        "filters": {"telling": {"()": Telling}},
        "loggers": {
            __name__.partition(".")[0]: told,
            "uvicorn": told,
            "uvicorn.error": {"level": level, "filters": ["telling"]},
            "uvicorn.access": {"handlers": ["access"], "level": "INFO", "propagate": False},
        },
    }
