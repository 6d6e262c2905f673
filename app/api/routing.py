"""How a request finds its route: HEAD as GET, operations by their endpoints, an address with one slash too many."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from fastapi.routing import APIRoute
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from .surroundings import prefix_of


class _Exact(Route):
    """A route whose GET answers HEAD too, as Starlette's do, and whose path is found without an expression."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the route is for a request: HEAD counts as GET, and the path has no parameter."""
        if scope["type"] != "http" or scope["path"] != self.path:
            return Match.NONE, {}
        return self._match(scope, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse its method."""
        await (self.app if self._answers(scope) else super().handle)(scope, receive, send)

    def _match(self, scope: Scope, parameters: dict[str, str]) -> tuple[Match, Scope]:
        found = {"endpoint": self.endpoint, "path_params": parameters, "route": self}
        return Match.FULL if self._answers(scope) else Match.PARTIAL, found

    def _answers(self, scope: Scope) -> bool:
        return self.methods is not None and ("GET" if scope["method"] == "HEAD" else scope["method"]) in self.methods


class PageRoute(_Exact, APIRoute):
    """A route that FastAPI answers; it would describe HEAD as an operation of its own."""


class Declared:
    """A path operation that FastAPI reads the parameters of and never calls: `app` answers in its place."""

    def __init__(self, app: ASGIApp, parameters: Mapping[str, Any]) -> None:
        """`parameters` are annotations by name, or pairs of an annotation and a default."""
        self.app = app
        self.__signature__ = inspect.Signature([_parameter(name, said) for name, said in parameters.items()])

    def __call__(self) -> None:
        raise AssertionError("the route answers in its place")


def _parameter(name: str, said: Any) -> inspect.Parameter:
    annotation, default = said if isinstance(said, tuple) else (said, inspect.Parameter.empty)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


class DeclaredRoute(_Exact):
    """A route answered sooner than by FastAPI's own handler; FastAPI reads what is Declared when it describes it."""

    def __init__(self, path: str, endpoint: Declared, method: str, described: Mapping[str, Any]) -> None:
        super().__init__(path, endpoint)
        self.methods = {method}
        self.app = endpoint.app
        self._described = described

    def described(self) -> BaseRoute:
        """The route as FastAPI would have it, with a field for each parameter: that takes it a while."""
        router = APIRouter()
        router.add_api_route(self.path, self.endpoint, methods=self.methods, **self._described)
        return router.routes[0]


class ItemRoute(DeclaredRoute):
    """A DeclaredRoute whose path has a parameter, such as `/models/{model_id}`."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Whether the route is for a request; the parameters of its path are in `path_params`."""
        path = scope["path"] if scope["type"] == "http" else ""
        match = self.path_regex.match(path)
        return self._match(scope, match.groupdict()) if match else (Match.NONE, {})


def declare(router: APIRouter, path: str, endpoint: Declared, method: str = "GET", **described: Any) -> None:
    """Add a route; what is `described` is for FastAPI."""
    made = ItemRoute if "{" in path else DeclaredRoute
    router.routes.append(made(path, endpoint, method, described))


def methods_of(routes: list[BaseRoute], scope: Scope) -> list[str]:
    """The methods that an address answers."""
    found = [route for route in routes if route.matches(scope)[0] is not Match.NONE]
    methods = {method for route in found for method in getattr(route, "methods", None) or ()}
    return sorted(methods | ({"HEAD"} if "GET" in methods else set()))


def without_slash(router: APIRouter) -> ASGIApp:
    """What answers an address that no route has: that without its last slash, where one has it.

    The Location is a path alone: a host could be copied from the request's own header only.
    """

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        bare = scope["path"].rstrip("/")
        if bare != scope["path"] and methods_of(router.routes, {**scope, "path": bare}):
            query = scope["query_string"].decode("latin-1")
            place = prefix_of(scope) + bare
            await RedirectResponse(f"{place}?{query}" if query else place)(scope, receive, send)
        else:
            await router.not_found(scope, receive, send)

    return app
