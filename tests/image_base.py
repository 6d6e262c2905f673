"""Pin the base of the container image to the digest that its tag has today; `make image-base`, which needs Docker."""

from __future__ import annotations

import re
import sys

from tests.image import ROOT, Failed, docker, find_docker

BASE = re.compile(r"^ARG BASE=(?P<tag>[\w./-]+:[\w.-]+)(?:@sha256:[0-9a-f]{64})?$", re.MULTILINE)
DIGEST = re.compile(r"@(sha256:[0-9a-f]{64})$")


def digest_of(tag: str) -> str:
    """The digest that `tag` has in its registry now: that of the list of its platforms."""
    docker("pull", "--quiet", tag)
    names = docker("image", "inspect", "--format", '{{join .RepoDigests "\\n"}}', tag)
    for name in names.splitlines():
        if found := DIGEST.search(name):
            return found[1]
    raise Failed(f"Docker names no digest of {tag}: {names!r}")


def pinned(dockerfile: str, digest: str) -> str:
    """The text of the Dockerfile with its base at that digest; the tag stays, for the reader."""
    text, count = BASE.subn(rf"ARG BASE=\g<tag>@{digest}", dockerfile)
    if count != 1:
        raise Failed("the Dockerfile has no line ARG BASE=name:tag")
    return text


def main() -> int:
    """Write the Dockerfile; the exit status."""
    path = ROOT / "Dockerfile"
    text = path.read_text(encoding="utf-8")
    try:
        find_docker()
        found = BASE.search(text)
        tag = found["tag"] if found else ""
        path.write_text(pinned(text, digest_of(tag)), encoding="utf-8")
    except (Failed, OSError) as error:
        print(f"image-base: {error}", file=sys.stderr)
        return 1
    print(f"the base is {tag} as it is today; `make image-test` tries it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
