"""The package: what the wheel holds and asks for, and that it serves where nothing is installed but that.

That environment is outside the checkout, and made without the network: its dependencies are links to those of this one.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from importlib.metadata import distribution, packages_distributions
from pathlib import Path, PurePosixPath
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app import __version__
from app.settings import ROOT
from tests.asgi import Client

SECONDS = 120
ONLY_BUILD = {
    *("static/fonts/build.py", "static/fonts/korean.txt", "static/series/build.py", "static/vendor/build.mjs"),
}
PARTS = {"pydantic-core": "pydantic"}
"""Packages that another one pins to a single version, and so declares for us."""


def python(*arguments: str, cwd: Path = ROOT) -> None:
    subprocess.run([sys.executable, *arguments], cwd=cwd, check=True, timeout=SECONDS, capture_output=True)


def build_wheel(source: Path, folder: Path) -> Path:
    """The wheel of a checkout or an sdist, built without the network."""
    python("-m", "pip", "wheel", "-q", "--no-build-isolation", "--no-deps", "-w", str(folder), str(source))
    (wheel,) = folder.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def metadata(wheel: Path) -> Message:
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(archive.read(name))


@pytest.fixture(scope="module")
def requirements(metadata: Message) -> dict[str, Requirement]:
    """What the wheel asks for, by name."""
    found = [Requirement(text) for text in metadata.get_all("Requires-Dist", [])]
    return {canonicalize_name(each.name): each for each in found}


def here(requirement: Requirement) -> bool:
    """Whether it is asked for on this platform, without extras."""
    return requirement.marker is None or requirement.marker.evaluate()


def pinned() -> set[str]:
    """The packages of requirements.txt that are installed on this platform: the wheel's dependencies, and theirs."""
    lines = re.findall(r"^[\w.-]+==[^\\\n]+", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(each.name) for each in map(Requirement, lines) if here(each)}


def link(name: str, folder: Path) -> None:
    """Put an installed distribution into another environment: a link for each of its packages and other files."""
    installed = distribution(name)
    files = {PurePosixPath(file) for file in installed.files or ()}
    inside = [file for file in files if ".." not in file.parts]
    packages = {file.parent for file in inside if file.name == "__init__.py"}
    for entry in {next((each for each in reversed(file.parents) if each in packages), file) for file in inside}:
        place = folder / entry
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(Path(str(installed.locate_file(str(entry)))))


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of an environment that has the wheel and its dependencies, and nothing else."""
    home = tmp_path_factory.mktemp("environment")
    python("-m", "venv", "--without-pip", str(home))
    paths = sysconfig.get_paths("venv", vars={"base": str(home), "platbase": str(home)})
    for name in pinned():
        link(name, Path(paths["purelib"]))
    target = str(Path(paths["scripts"], "python"))
    python("-m", "pip", "--python", target, "install", "-q", "--no-deps", "--no-index", str(wheel))
    return Path(paths["scripts"])


def elsewhere(scripts: Path, folder: Path, *command: str) -> str:
    """What a command of the environment prints, in another folder than the checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(scripts / command[0]), *command[1:]],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=SECONDS,
        check=True,
    )
    return done.stdout


@contextmanager
def serving(scripts: Path, folder: Path, *arguments: str, **chosen: str) -> Iterator[str]:
    """The address at which the installed command serves, with the settings `chosen`."""
    command = [str(scripts / "rnnflow"), "--port", "0", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= chosen
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().removeprefix("RNN Flow: ").strip()
        finally:
            process.terminate()
            process.communicate(timeout=SECONDS)


def fetch(url: str) -> bytes:
    with urlopen(url, timeout=SECONDS) as response:
        body: bytes = response.read()
    return body


def packaged() -> dict[str, Path]:
    """Every file of the package by its place in the wheel."""
    found = {}
    for folder, place in (("app", "rnnflow"), ("static", "rnnflow/static"), ("templates", "rnnflow/templates")):
        for path in (ROOT / folder).rglob("*"):
            kept = path.relative_to(ROOT).as_posix() not in ONLY_BUILD and not path.name.endswith(".d.ts")
            if path.is_file() and kept and "__pycache__" not in path.parts:
                found[f"{place}/{path.relative_to(ROOT / folder).as_posix()}"] = path
    return found


def test_the_wheel_holds_the_package_and_what_it_serves(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = {name.rpartition("/")[2] for name in archive.namelist() if "/licenses/" in name}
        assert names == packaged().keys()
        assert [name for name, path in packaged().items() if archive.read(name) != path.read_bytes()] == []
    assert licences == {"LICENSE", "THIRD_PARTY.md"}
    assert "rnnflow/py.typed" in names


def test_the_sdist_gives_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    python("-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path))
    (sdist,) = tmp_path.glob("rnnflow-*.tar.gz")
    with tarfile.open(sdist) as archive:
        tops = {Path(name).parts[1] for name in archive.getnames() if len(Path(name).parts) > 1}
    assert {"app", "static", "templates", "README.md", "LICENSE", "CHANGELOG.md"} <= tops
    assert not {"tests", "bench", "node_modules", ".venv"} & tops
    again = build_wheel(sdist, tmp_path / "again")
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {info.filename: info.CRC for info in one.infolist()} == {
            info.filename: info.CRC for info in other.infolist()
        }


def test_one_version_everywhere(metadata: Message) -> None:
    changes = re.findall(r"^## (.+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert changes[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} - \d{{4}}-\d\d-\d\d", changes[1])
    assert metadata["Version"] == __version__
    assert json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["version"] == __version__


def imported() -> set[str]:
    """Every module of another package that the package imports."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                found.add(str(node.module))
    return {module for module in found if module.partition(".")[0] not in sys.stdlib_module_names}


def provider(module: str, installed: Mapping[str, list[str]]) -> str:
    """The distribution that a module comes from; of several with the same top folder, the one that has its file."""
    candidates = set(installed[module.partition(".")[0]])
    path = module.replace(".", "/")
    for name in candidates:
        files = {str(file) for file in distribution(name).files or ()}
        if len(candidates) == 1 or files & {f"{path}.py", f"{path}/__init__.py"}:
            return canonicalize_name(name)
    raise LookupError(module)


def test_what_the_package_imports_is_declared(requirements: dict[str, Requirement]) -> None:
    installed = packages_distributions()
    providers = {provider(module, installed) for module in imported()}
    assert "numpy" in providers
    assert {PARTS.get(name, name) for name in providers} <= requirements.keys()


def test_what_is_declared_is_installed_in_a_version_that_fits(requirements: dict[str, Requirement]) -> None:
    declared = {name: each for name, each in requirements.items() if here(each)}
    assert len(declared) >= 12
    for name, requirement in declared.items():
        assert requirement.specifier.contains(distribution(name).version), requirement


def test_serving_does_without_what_only_a_developer_s_server_needs(requirements: dict[str, Requirement]) -> None:
    assert not any(requirement.extras for requirement in requirements.values())
    extras = {name for name, each in requirements.items() if "extra ==" in str(each.marker)}
    assert extras == {"distributed", "h5py", "onnx"}, "a cluster, and what reads Keras's and ONNX's files"
    assert {name for name in requirements.keys() - extras if here(requirements[name])} <= pinned()
    assert not ({"pyyaml", "watchfiles", "websockets"} | extras) & pinned()


def test_uvicorn_is_bounded_above(requirements: dict[str, Requirement]) -> None:
    """app/web/protocol.py builds on what uvicorn may change in any minor version."""
    major, minor = map(int, distribution("uvicorn").version.split(".")[:2])
    assert not requirements["uvicorn"].specifier.contains(f"{major}.{minor + 1}")


def test_the_installed_command_serves_from_another_folder(scripts: Path, tmp_path: Path) -> None:
    with serving(scripts, tmp_path) as url:
        assert url.startswith("http://127.0.0.1:")
        page = fetch(url).decode()
        assert "<title>" in page
        font = ROOT / "static/fonts/sans-latin.woff2"
        assert fetch(f"{url}/static/fonts/{font.name}") == font.read_bytes()
        files = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
        assert files
        assert all(fetch(url + file) for file in files)
        assert json.loads(fetch(f"{url}/step?sentence=i+am&cell=gru")) == Client().step(sentence="i am", cell="gru")
        boxed = json.loads(fetch(f"{url}/step?sentence=1+0+1&model=parity&objective=label"))
        assert boxed == Client().step(sentence="1 0 1", model="parity", objective="label")


def test_the_installed_command_has_workers(scripts: Path, tmp_path: Path) -> None:
    with serving(scripts, tmp_path, "--workers", "2", RNNFLOW_DEVELOPMENT="true") as url:
        assert fetch(f"{url}/healthz") == b'{"status":"ok"}'


def test_the_installed_command_opens_on_a_sentence(scripts: Path, tmp_path: Path) -> None:
    with serving(scripts, tmp_path, "나는 소년이다", "--cell", "gru", "--no-open", RNNFLOW_DEVELOPMENT="true") as url:
        fields = "sentence=%EB%82%98%EB%8A%94+%EC%86%8C%EB%85%84%EC%9D%B4%EB%8B%A4&cell=gru"
        assert url.endswith(f"/?{fields}")
        assert b"<title>" in fetch(url)


def test_the_package_says_its_version(scripts: Path, tmp_path: Path) -> None:
    assert elsewhere(scripts, tmp_path, "rnnflow", "--version") == f"rnnflow {__version__}\n"
    assert elsewhere(scripts, tmp_path, "python", "-m", "rnnflow", "--version") == f"rnnflow {__version__}\n"
    assert "usage: rnnflow " in elsewhere(scripts, tmp_path, "python", "-m", "rnnflow", "--help")


def test_importing_the_package_brings_in_numpy_at_most(scripts: Path, tmp_path: Path) -> None:
    code = (
        "import sys; before = set(sys.modules); import rnnflow; print(rnnflow.__version__, rnnflow.__file__);"
        "tops = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(*sorted(tops - set(sys.stdlib_module_names) - {'rnnflow'}))"
    )
    first, second = elsewhere(scripts, tmp_path, "python", "-c", code).splitlines()
    version, place = first.split(" ", 1)
    assert version == __version__
    assert not Path(place).is_relative_to(ROOT)
    assert set(second.split()) <= {"numpy"}


def test_the_installed_library_reads_a_sentence_and_numbers(scripts: Path, tmp_path: Path) -> None:
    code = (
        "import rnnflow; run = rnnflow.read('i am a boy', cell='gru', hidden_size=3);"
        "print(run.h.shape, run.grad_norms.log10.shape, rnnflow.check(run).worst < 1e-7);"
        "print(rnnflow.read(inputs=[[0.5], [1.0]], hidden_size=2, objective='sum').h.shape)"
    )
    first, second = elsewhere(scripts, tmp_path, "python", "-c", code).splitlines()
    assert (first, second) == ("(4, 3) (4,) True", "(2, 2)")
