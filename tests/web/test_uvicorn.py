"""What app/web/protocol.py uses of the inside of uvicorn and httptools: a failure here names what has moved."""

from __future__ import annotations

import ast
import asyncio
import inspect
import pickle
from pathlib import Path

import httptools
import pytest
import uvicorn
from starlette.responses import PlainTextResponse
from uvicorn.protocols.http import flow_control, httptools_impl
from uvicorn.server import ServerState

from app.settings import Settings
from app.web import protocol

BASE = httptools_impl.HttpToolsProtocol
CYCLE = httptools_impl.RequestResponseCycle
METHODS = {
    "__init__": "config server_state app_state _loop",
    "connection_made": "transport",
    "connection_lost": "exc",
    "data_received": "data",
    "on_message_begin": "",
    "on_header": "name value",
    "on_headers_complete": "",
    "on_body": "body",
    "on_message_complete": "",
    "on_response_complete": "",
    "pause_writing": "",
    "resume_writing": "",
    "shutdown": "",
    "_start_asgi_task": "cycle app",
    "_unset_keepalive_if_required": "",
}
"""The methods that are overridden or called, with their arguments."""
ATTRIBUTES = {
    *("access_log", "access_logger", "cycle", "flow", "headers", "logger", "loop", "parser"),
    *("scope", "server_state", "timeout_keep_alive", "transport"),
}
CYCLE_ATTRIBUTES = {"disconnected", "keep_alive", "message_event", "more_body", "response_complete", "response_started"}
CYCLE_ARGUMENTS = (
    "scope transport flow logger access_logger access_log default_headers message_event expect_100_continue keep_alive "
    "on_response"
)


def arguments(function: object) -> str:
    assert callable(function)
    return " ".join(name for name in inspect.signature(function).parameters if name != "self")


@pytest.mark.parametrize("name", METHODS)
def test_a_method_of_the_protocol(name: str) -> None:
    assert arguments(getattr(BASE, name)) == METHODS[name]


async def bare() -> httptools_impl.HttpToolsProtocol:
    config = uvicorn.Config(PlainTextResponse("fixed"), interface="asgi3", log_level="critical")
    config.load()
    return BASE(config, ServerState(), {})


def test_the_attributes_of_the_protocol() -> None:
    assert set(vars(asyncio.run(bare()))) >= ATTRIBUTES


def test_a_cycle() -> None:
    assert arguments(CYCLE) == CYCLE_ARGUMENTS
    cycle = CYCLE(*(None for _ in CYCLE_ARGUMENTS.split()))  # type: ignore[arg-type]
    assert set(vars(cycle)) >= CYCLE_ATTRIBUTES


def test_the_rest() -> None:
    assert flow_control.HIGH_WATER_LIMIT > 0
    assert arguments(flow_control.FlowControl) == "transport"
    assert isinstance(ServerState().default_headers, list)
    assert issubclass(httptools.HttpParserCallbackError, httptools.HttpParserError)
    assert not issubclass(httptools.HttpParserUpgrade, httptools.HttpParserError)


def used(name: str) -> set[str]:
    """The attributes that protocol.py uses of what is called `name`."""
    tree = ast.parse(Path(protocol.__file__).read_text(encoding="utf-8"))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and ast.unparse(node.value) in {name, f"self.{name}"}
    }


def test_nothing_else_is_used() -> None:
    own = set(vars(protocol.Protocol)) | set(protocol.Protocol.__annotations__)
    made = {"_settings", "_arrived", "_reading", "_left", "_tail", "_framing", "_refused", "_clock", "_alone"}
    assert used("self") - own - made <= ATTRIBUTES | set(METHODS)
    assert used("super()") <= set(METHODS)
    assert used("cycle") <= CYCLE_ATTRIBUTES
    assert used("parser") == {"feed_data"}
    assert used("flow") == {"pause_reading"}
    assert used("server_state") == {"default_headers"}


def test_a_protocol_with_limits_goes_to_other_processes() -> None:
    made = pickle.loads(pickle.dumps(protocol.limited(Settings(max_head=77))))
    assert made.keywords["settings"].max_head == 77


def test_the_time_between_requests_is_a_setting() -> None:
    async def made() -> float:
        config = uvicorn.Config(PlainTextResponse("fixed"), interface="asgi3", log_level="critical")
        config.load()
        return protocol.Protocol(config, ServerState(), {}, settings=Settings(idle_seconds=7.5)).timeout_keep_alive

    assert asyncio.run(made()) == 7.5
