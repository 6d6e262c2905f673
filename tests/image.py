"""Build the container image, run it as a classroom would, and ask it for a number; `make image-test`.

It needs Docker and Python, and nothing of .venv. Every container that it starts, it removes by its id.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
SECONDS = 60
"""How long a container may take to be healthy."""
LOCKED_DOWN = ("--read-only", "--cap-drop", "all", "--security-opt", "no-new-privileges")
RUNS = {
    "as it is": (8000, (), ()),
    "on the port of a setting": (9123, ("--env", "RNNFLOW_PORT=9123"), ()),
    "on the port of an option": (9124, (), ("python", "-m", "app", "--host", "0.0.0.0", "--port", "9124")),
    "under a name": (8000, ("--env", "RNNFLOW_ALLOWED_HOSTS=127.0.0.1, rnn.example"), ()),
    "with an init process and workers": (8000, ("--init",), ("python", "-m", "app", "--host=0.0.0.0", "--workers=2")),
}
"""Each way to run it: the port inside, what Docker is told, and the command in the place of the image's own."""
REQUEST = "/step?sentence=i+am+a+boy&hidden_size=2&digits=4"
LOSS, LAST_H = 1.221, [-0.2935, -0.239]
"""What README shows as the answer to REQUEST."""


class Failed(Exception):
    """What went wrong, in one sentence."""


def docker(*arguments: str) -> str:
    """What the command prints. DOCKER names another program with the same commands, such as podman."""
    command = [os.environ.get("DOCKER", "docker"), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failed(f"{' '.join(command)}: {done.stderr.strip() or f'status {done.returncode}'}")
    return done.stdout.strip()


def find_docker() -> None:
    """Raise Failed where no Docker is installed, or its service does not answer."""
    program = os.environ.get("DOCKER", "docker")
    if not shutil.which(program):
        raise Failed(f"there is no {program} on this machine; install Docker, or name a program like it by DOCKER=…")
    try:
        docker("info")
    except Failed as error:
        raise Failed(f"{program} is installed, but its service does not answer: start it. ({error})") from None


def build() -> str:
    """The id of the image that the Dockerfile gives."""
    with tempfile.TemporaryDirectory() as folder:
        name = Path(folder, "id")
        docker("build", "--iidfile", str(name), ".")
        return name.read_text(encoding="ascii").strip()


@contextmanager
def running(image: str, port: int, options: Sequence[str], command: Sequence[str]) -> Iterator[str]:
    """Start a container whose `port` is a free one of this machine; give its id; remove it."""
    published = ("--publish", f"127.0.0.1::{port}")
    container = docker("run", "--detach", *LOCKED_DOWN, *published, *options, image, *command)
    try:
        yield container
    except BaseException:
        print(docker("logs", container), file=sys.stderr)
        raise
    finally:
        docker("rm", "--force", container)


def wait_until_healthy(container: str) -> None:
    """Return when Docker calls the container healthy; raise Failed where it ends, or does not get there in time."""
    deadline = time.monotonic() + SECONDS
    said = ""
    while time.monotonic() < deadline:
        said = docker("inspect", "--format", "{{.State.Status}} {{.State.Health.Status}}", container)
        if said == "running healthy":
            return
        if not said.startswith(("created", "running")):
            break
        time.sleep(0.5)
    raise Failed(f"the container is not healthy: {said}")


def ask(container: str, port: int) -> None:
    """Raise Failed where /step does not answer the numbers of README."""
    address = docker("port", container, f"{port}/tcp").splitlines()[0]
    with urlopen(f"http://{address}{REQUEST}", timeout=SECONDS) as response:
        answer = json.load(response)
    loss, h = answer["loss"], answer["state"]["h"]
    if (loss, h) != (LOSS, LAST_H):
        raise Failed(f"the loss should be {LOSS} and the last h {LAST_H}; it answers {loss} and {h}")


def main() -> int:
    """Build and try every run; the exit status."""
    try:
        find_docker()
        image = build()
        for name, (port, options, command) in RUNS.items():
            with running(image, port, options, command) as container:
                wait_until_healthy(container)
                ask(container, port)
            print(f"the image {name}: healthy on port {port}, and L = {LOSS}")
    except (Failed, OSError) as error:
        print(f"image-test: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
