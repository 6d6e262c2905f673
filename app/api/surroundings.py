"""What a scope says beside the request: where the app's addresses begin, and whom the server listens for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PREFIX = "rnnflow.prefix"
"""The path in front of the app's own, such as /rnnflow. The scope's `path` is without it: no route knows of it."""
ALONE = "alone"
"""In the scope's state: whether the server listens for its own machine alone."""


def prefix_of(scope: Mapping[str, Any]) -> str:
    """The path in front of the app's own in the addresses of a request; "" for none."""
    prefix: str = scope.get(PREFIX, "")
    return prefix
