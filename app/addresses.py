"""Settings that name addresses: a path in front of the app's own, networks, origins. Each says what it expects."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

NONE = "none"
LONGEST_PREFIX = 200
"""Characters of a path in front of the app's own."""
OWN = frozenset(
    {
        *("static", "docs", "openapi.json", "step", "check", "memory", "what-if", "neurons", "sample", "script"),
        *("weights", "models", "train", "limits", "cells", "experiment", "healthz", "qr"),
    }
)
"""How the paths of the app begin: a prefix that begins so could not be told from them."""
_PREFIX = re.compile(r"(?:/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)+")
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ORIGIN = re.compile(rf"(?i)https?://(?:\*\.)?{_LABEL}(?:\.{_LABEL})*(?::(?:\*|[0-9]{{1,5}}))?")


def is_prefix(text: str) -> bool:
    """Whether `text` is a path in front of the app's own, such as `/rnnflow`: "" is one too, for no path."""
    fits = len(text) <= LONGEST_PREFIX and _PREFIX.fullmatch(text) is not None
    return not text or (fits and text.split("/")[1] not in OWN)


def _prefix(text: str) -> str:
    bare = text.removesuffix("/")
    if not is_prefix(bare):
        raise _wrong(
            "a path such as /rnnflow, of letters, digits and . _ ~ -, that does not begin with an address of the app's "
            f"own such as /step; got {text!r}"
        )
    return bare


def networks(text: str) -> tuple[Network, ...]:
    """The networks in a list with commas; a single address is a network of one. Raises ValueError."""
    return () if text == NONE else tuple(ipaddress.ip_network(item.strip()) for item in text.split(","))


def _networks(text: str) -> str:
    try:
        networks(text)
    except ValueError:
        raise _wrong(
            f"none, or addresses and networks such as 127.0.0.1, 10.0.0.0/8, parted by commas; got {text!r}"
        ) from None
    return text


def origins(text: str) -> tuple[str, ...]:
    """The origins in a list with commas."""
    return () if text == NONE else tuple(item.strip() for item in text.split(","))


def _ancestors(text: str) -> str:
    for origin in origins(text):
        if not _ORIGIN.fullmatch(origin):
            raise _wrong(
                "none, or origins such as https://lms.example, https://*.school.example, http://localhost:8888, parted "
                f"by commas, each without a path; got {origin!r}"
            )
    return text


def _wrong(expected: str) -> PydanticCustomError:
    return PydanticCustomError("address", "{expected}", {"expected": f"this is {expected}"})


PathPrefix = Annotated[str, AfterValidator(_prefix)]
Networks = Annotated[str, AfterValidator(_networks)]
Ancestors = Annotated[str, AfterValidator(_ancestors)]
