"""What a frame costs the main thread of a page, by kind of work, from a trace of Chromium.

The times are the thread's own processor time, so that whatever else runs on the machine does not count. With the
processor throttled, what the throttle takes from the thread does.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from playwright.sync_api import CDPSession, Page

KINDS: Mapping[str, frozenset[str]] = {
    "script": frozenset(
        {
            "FireAnimationFrame",
            "FunctionCall",
            "EvaluateScript",
            "EventDispatch",
            "TimerFire",
            "RunMicrotasks",
            "MinorGC",
            "MajorGC",
            "v8.callFunction",
            "ResizeObserverController::deliverObservations",
        }
    ),
    "style": frozenset({"UpdateLayoutTree", "ScheduleStyleRecalculation"}),
    "layout": frozenset({"Layout", "HitTest", "IntersectionObserverController::computeIntersections"}),
    "paint": frozenset({"PrePaint", "Paint", "PaintImage", "Decode Image"}),
    "commit": frozenset({"Layerize", "Commit", "UpdateLayer", "UpdateLayerTree"}),
}
"""The trace's own names of each kind of work; what a task does besides these is "other"."""

OTHER = "other"
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline", "disabled-by-default-v8.gc"]
TASK = "RunTask"
FRAME = "FireAnimationFrame"
MAIN = "CrRendererMain"


class Cost(NamedTuple):
    """Processor time of the main thread, in ms a frame: all of it, and by kind of work."""

    total: float
    kinds: dict[str, float]

    def __str__(self) -> str:
        """The kinds in one line."""
        return ", ".join(f"{kind} {time:.2f}" for kind, time in self.kinds.items())


Event = dict[str, Any]


def traced(page: Page, session: CDPSession, work: Callable[[], Any]) -> tuple[Any, list[Event]]:
    """What `work` gives, and the trace's events while it ran."""
    events: list[Event] = []
    ended: list[bool] = []
    session.on("Tracing.dataCollected", lambda message: events.extend(message["value"]))
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    config = {"includedCategories": CATEGORIES, "recordMode": "recordUntilFull"}
    session.send("Tracing.start", {"transferMode": "ReportEvents", "traceConfig": config})
    result = work()
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(20)
    return result, events


def cost(events: Iterable[Event], frames: int) -> Cost:
    """What a frame cost the page's main thread; `frames` were drawn while the trace ran."""
    events = list(events)
    kinds: defaultdict[str, float] = defaultdict(float)
    for name, time in self_times(sorted(main_thread(events), key=lambda event: (event["ts"], -event["dur"]))):
        kinds[kind_of(name)] += time
    shares = {kind: kinds[kind] / 1000 / frames for kind in [*KINDS, OTHER]}
    return Cost(sum(shares.values()), shares)


def main_thread(events: list[Event]) -> list[Event]:
    """The finished events of the main thread that draws the frames, tasks and what is in them."""
    mains = {(e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == MAIN}
    drawn = Counter((e["pid"], e["tid"]) for e in events if e["name"] == FRAME)
    chosen = max(mains, key=lambda main: drawn[main])
    return [e for e in events if e["ph"] == "X" and (e["pid"], e["tid"]) == chosen]


def self_times(events: Iterable[Event]) -> list[tuple[str, float]]:
    """Each event's name and its processor time in µs without that of the events inside it; in order of their start."""
    times: list[tuple[str, float]] = []
    open_events: list[tuple[float, int]] = []
    for event in events:
        while open_events and event["ts"] >= open_events[-1][0]:
            open_events.pop()
        if not open_events and event["name"] != TASK:
            continue
        own = float(event["tdur"] if "tdur" in event else event["dur"])
        if open_events:
            outer = open_events[-1][1]
            times[outer] = (times[outer][0], times[outer][1] - own)
        open_events.append((event["ts"] + event["dur"], len(times)))
        times.append((event["name"], own))
    return times


def kind_of(name: str) -> str:
    """Which kind of work an event is."""
    return next((kind for kind, names in KINDS.items() if name in names or (kind == "script" and "V8" in name)), OTHER)
