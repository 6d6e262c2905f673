"""Networks stored at the server under test."""

from __future__ import annotations

import json
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from app.engine.network import Network
from app.exports import safetensors


def store(server: str, network: Network) -> str:
    """The id that the server keeps a network under."""
    reading = {"name": "test.safetensors", "nonlinearity": network.cell.nonlinearity}
    query = urlencode(reading | {"vocabulary": json.dumps(network.vocabulary)})
    body = b"".join(safetensors.pieces(network.state_dict()))
    request = Request(f"{server}/models?{query}", body, {"Content-Type": "application/octet-stream"})
    with urlopen(request) as response:
        return str(json.load(response)["id"])
