"""POST /train: a network that learns, and its reports as server-sent events."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import BrokenExecutor
from contextlib import aclosing
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Body, Response
from pydantic import ValidationError
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from .. import store
from ..engine.cells.base import Array
from ..engine.errors import EngineError
from ..engine.network import Network
from ..exports import json
from ..settings import Settings
from ..store import Latest
from ..training import kept
from ..training.chunks import Chunk, Diverged, Done, event
from ..training.jobs import Bounds, Full, Job, Queued, Said, Started, TimeUp, Trainings
from ..training.kept import Record
from . import body, engine_problems, openapi, problems, query, schemas, train_plan
from .admission import Admission, ServerFull, abort_connection, while_connected
from .answers import Refusal
from .input_sequence import Models
from .operations import LEARN
from .problems import Problem, Problems, Speak
from .routing import Declared, declare
from .train_fields import OF_A_RESUME, TrainRequest, train_request
from .train_plan import WHERE, Prepared

PATH = "/train"
EVENT_STREAM = "text/event-stream"
HEADERS = (
    (b"content-type", EVENT_STREAM.encode()),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
)
"""The last one keeps nginx from collecting the answer before it sends it."""
COMMENT = b": waiting\n\n"
LATEST = 100
"""Networks of a running training that stay in the store: all that it tells of where nobody says how many, so that a
page can look back at each."""
EXAMPLE = {"task": "recall", "delay": 3, "cell": "lstm", "steps": 20, "network_every": 10}
LOG = logging.getLogger(__name__)


class Endpoint:
    """ASGI endpoint of /train."""

    def __init__(
        self,
        settings: Settings,
        trainings: Trainings,
        networks: Latest,
        speak: Callable[[Scope], Speak],
        models: Models,
    ) -> None:
        """`networks` keeps those of trainings; `models` finds a stored network by its id."""
        self.model = train_request(settings)
        self._settings = settings
        self._trainings = trainings
        self._networks = networks
        self._speak = speak
        self._models = models
        self._limits = schemas.fields(self.model)
        most = settings.train_at_once + settings.train_waiting
        self._admission = Admission(1, max(1, most), settings.train_each, settings.send_seconds)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            request = await self._read(scope, receive)
            job, network = await self._job(request, scope)
        except ClientDisconnect:
            return
        except Problems as error:
            await error.response(self._speak(scope))(scope, receive, send)
            return
        try:
            stream = Stream(job, network, self._trainings, self._networks, self._speak(scope), request.after)
            await while_connected(receive, stream.send(scope, send))
        except ClientDisconnect:
            pass
        finally:
            self._trainings.leave(job)
            self._networks.end(job.id)

    async def _read(self, scope: Scope, receive: Receive) -> TrainRequest:
        """The request. Raises Problems, and ClientDisconnect."""
        if not self._settings.train_at_once:
            raise Problems(Problem("training_off", ("path",)))
        query.only_page_fields(scope["query_string"])
        body.check_type(scope)
        raw = await body.read(scope, receive, self._settings.max_body, self._settings.body_seconds)
        return await body.parse(self.model, raw, self._limits)

    async def _job(self, request: TrainRequest, scope: Scope) -> tuple[Job, Network]:
        """A training that is admitted, a new one or one that goes on, and the network that it begins with.

        Raises Problems that show what was sent.
        """
        sent = request.model_dump(exclude_unset=True)
        try:
            with self._admission.admitted(scope):
                if request.resume is None:
                    made = await self._admission.compute(self._prepared, request)
                    job = Job(_client(scope), made.plan, made.order, weight=made.weight)
                    return self._admitted(job, scope), made.network
                return await self._gone_on(request, request.resume, scope)
        except (ServerFull, Full):
            raise self._full() from None
        except Problems as error:
            raise error.showing(sent) from None
        except EngineError as error:
            raise engine_problems.from_engine(error, WHERE, sent) from None

    def _prepared(self, request: TrainRequest) -> Prepared:
        """Raises Problems."""
        if request.after is not None:
            raise Problems(Problem("after_needs_resume", (WHERE, "after")))
        return train_plan.prepared(request, self._settings, self._models)

    async def _gone_on(self, request: TrainRequest, job_id: str, scope: Scope) -> tuple[Job, Network]:
        """A training that goes on with what was kept of it. Raises Problems, and Full: then it stays kept."""
        idle = [Problem("goes_on", (WHERE, name)) for name in sorted(request.model_fields_set - OF_A_RESUME)]
        if idle:
            raise Problems(*idle)
        record = await self._trainings.taken(job_id)
        if record is None:
            raise Problems(Problem("unknown_job", (WHERE, "resume")))
        try:
            changes = {name: getattr(request, name) for name in ("steps", "network_every") if request.gives(name)}
            made = await self._admission.compute(train_plan.again, record.order, changes, self.model, self._settings)
            return self._admitted(_resumed(job_id, made, record, _client(scope)), scope), made.network
        except (ValueError, LookupError, TypeError, ValidationError):  # of another version
            raise Problems(Problem("unknown_job", (WHERE, "resume"))) from None
        except BaseException:
            await self._trainings.give_back(job_id, record)
            raise

    def _admitted(self, job: Job, scope: Scope) -> Job:
        """Raises Full."""
        job.abort = lambda: abort_connection(scope)
        self._trainings.admit(job)
        return job

    def _full(self) -> Problems:
        seconds = self._settings.retry_after
        problem = Problem("overloaded", (WHERE,), {"seconds": seconds}, key="too_many_trainings")
        return Problems(problem, headers={"retry-after": str(seconds)})


def _client(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])


def _resumed(job_id: str, made: Prepared, record: Record, client: str) -> Job:
    """The training that a record is of."""
    job = Job(client, made.plan, made.order, id=job_id, state=record.state, sent=record.sent, weight=made.weight)
    job.keep_events(record.events)
    return job


class Stream:
    """The answer to one request: what happens to its training, as server-sent events."""

    def __init__(
        self, job: Job, network: Network, trainings: Trainings, networks: Latest, speak: Speak, after: int | None
    ) -> None:
        """`network` is the one before the first step; the client has the reports up to step `after`, if it says so."""
        self._job = job
        self._network = network
        self._trainings = trainings
        self._networks = networks
        self._speak = speak
        self._after = job.sent if after is None else after

    async def send(self, scope: Scope, send: Send) -> None:
        """Send every event as soon as it is there. What is sent waits for the reader, and the training for that."""
        scope.setdefault("state", {})["endless"] = True
        await send({"type": "http.response.start", "status": 200, "headers": [*HEADERS]})
        async with aclosing(self._packets()) as packets:
            async for packet in packets:
                await send({"type": "http.response.body", "body": packet, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _packets(self) -> AsyncGenerator[bytes]:
        """One event or several at a time."""
        try:
            async with aclosing(self._trainings.run(self._job)) as happening:
                async for said in happening:
                    if isinstance(said, Chunk):
                        yield said.events
                    if packet := await self._packet(said):
                        yield packet
        except BrokenExecutor:
            yield self._error(Problem("worker_died", (WHERE,)))
        except store.TooLarge as error:
            yield self._error(Problem("model_too_large", (WHERE,), {"limit": error.limit}))
        except store.Unavailable:
            yield self._error(Problem("store_unavailable", (WHERE,)))
        except Exception:  # CallFailed too: the client is told, and the log
            LOG.exception("a training failed")
            yield self._error(Problem("training_failed", (WHERE,)))

    async def _packet(self, said: Said) -> bytes:
        match said:
            case Queued():
                return event("queued", asdict(said))
            case Started():
                return self._start() + self._job.unsent(self._after)
            case Chunk():
                return await self._after_steps(said)
            case TimeUp(seconds):
                return self._error(Problem("training_time_up", (WHERE,), {"seconds": seconds}))
        return COMMENT

    def _start(self) -> bytes:
        options, network = self._job.plan.options, self._network
        return event(
            "start",
            {
                "job": self._job.id,
                "task": options.task.name,
                "steps": options.steps,
                "vocabulary": network.vocabulary,
                "cell": network.cell.name,
                "hidden_size": network.hidden_size,
            },
        )

    async def _after_steps(self, chunk: Chunk) -> bytes:
        """The events behind the reports of a chunk. Raises TooLarge and Unavailable."""
        told = b""
        if chunk.network is not None:
            model = await asyncio.to_thread(self._stored, chunk.steps, chunk.network)
            told += event("network", {"step": chunk.steps, "model": model})
            if isinstance(chunk.ended, Done):
                done = asdict(chunk.ended)
                held_out = done.pop("held_out")
                told += event("done", {**done, "model": model, "held_out": held_out})
        if isinstance(chunk.ended, Diverged):
            found = {"what": chunk.ended.what, "step": chunk.ended.step}
            told += self._error(Problem("training_diverged", (WHERE,), found))
        return told

    def _stored(self, step: int, arrays: dict[str, Array]) -> str:
        """The id of a network that is stored now. Raises TooLarge and Unavailable."""
        first, task = self._network, self._job.plan.options.task
        network = Network.from_state_dict(
            arrays,
            vocabulary=first.vocabulary or None,
            nonlinearity=first.cell.nonlinearity,
            cell=first.cell.name,
        )
        model = store.learned(network, f"{task.name} {first.cell.name} {step}")
        self._networks.put(self._job.id, model)
        return model.id

    def _error(self, problem: Problem) -> bytes:
        return event("error", {"detail": problem.detail(self._speak)["msg"]})


DESCRIPTION = """The network of the request, drawn from the seed or given, learns a task. The answer is a stream of
server-sent events, their data JSON:

- `queued` {position, waiting}: it waits for its turn; again whenever that changes, and where others' turn has come.
- `start` {job, task, steps, vocabulary, cell, hidden_size}
- `step` {step, loss, accuracy, total_grad_norm, clipped, log10_grad_norms, spectral_radius}: every step, in order.
- `network` {step, model}: the network as it is now is stored, to be sent as `model` to the other addresses.
- `done` {step, loss, accuracy, model, held_out: {loss, accuracy}}, or `error` {detail}.

A closed connection stops the work within one step. `{"resume": JOB}` goes on with it, to the same numbers to the bit.
The same request gives the same numbers."""


def add(
    router: APIRouter, settings: Settings, found: Models, learned: store.Store, speak: Callable[[Scope], Speak]
) -> Trainings:
    """The route of /train. `found` finds stored networks; those of trainings go into `learned`. Close what it gives."""
    bounds = Bounds(
        settings.train_at_once,
        settings.train_waiting,
        settings.train_each,
        settings.train_seconds,
        settings.train_turn_seconds,
        settings.train_bytes,
    )
    left = kept.Bounds(settings.train_kept, settings.train_kept_bytes, settings.train_kept_seconds)
    folder = str(Path(settings.store) / "trainings") if settings.store else ""
    trainings = Trainings(bounds, kept.opened(folder, left))
    endpoint = Endpoint(settings, trainings, Latest(learned, LATEST), speak, found)
    shown: Any = {"recall, with an LSTM": {"value": EXAMPLE}}
    refusal = {"content": {json.MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Refusal.__name__}"}}}}
    declare(
        router,
        PATH,
        Declared(
            endpoint, {"body": Annotated[endpoint.model, Body(openapi_examples=shown)], "lang": (openapi.LANG, None)}
        ),
        "POST",
        tags=[LEARN],
        operation_id="post_train",
        summary="Let a network learn, and watch",
        description=DESCRIPTION,
        response_class=type("EventStream", (Response,), {"media_type": EVENT_STREAM}),
        response_description="The events.",
        responses={status: {"description": text, **refusal} for status, text in problems.TRAIN_REASONS.items()},
    )
    return trainings
