"""What is pinned is enough for each Python that the operator's guide names, not only for the one the tests run on."""

import re
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

import pytest
from packaging.markers import Environment, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

REQUIREMENTS = Path(__file__).resolve().parents[2] / "requirements"
PYTHONS = {"Debian 12": "3.11.2", "Debian 13": "3.13.5"}
Libraries = set[tuple[str, frozenset[str]]]


def asked_for(file: str) -> list[Requirement]:
    """What a file of requirements asks for, and the files it takes in."""
    found = []
    for line in (REQUIREMENTS / file).read_text(encoding="utf-8").splitlines():
        wanted = line.partition("#")[0].strip()
        if wanted.startswith("-r "):
            found += asked_for(wanted.removeprefix("-r "))
        elif wanted:
            found.append(Requirement(wanted))
    return found


def pinned(file: str, surroundings: Environment) -> set[str]:
    """The names a file pins for a Python, in its way of writing them."""
    lines = re.findall(r"(?m)^([\w.-]+==[^\\\n]+)", (REQUIREMENTS / file).read_text(encoding="utf-8"))
    return {canonicalize_name(one.name) for one in map(Requirement, lines) if holds(one, surroundings)}


def holds(one: Requirement, surroundings: Environment, extras: frozenset[str] = frozenset()) -> bool:
    """Whether a requirement is meant for these surroundings."""
    return one.marker is None or any(one.marker.evaluate({**surroundings, "extra": extra}) for extra in {"", *extras})


def needed(wanted: list[Requirement], surroundings: Environment) -> Libraries:
    """Everything that has to be there for what is wanted."""
    found: Libraries = set()
    left = list(wanted)
    while left:
        one = left.pop()
        library = (canonicalize_name(one.name), frozenset(one.extras))
        if library in found:
            continue
        found.add(library)
        try:
            told = requires(one.name) or []
        except PackageNotFoundError:  # needed by another Python than this one: it is pinned, or the test says so
            continue
        left += [more for more in map(Requirement, told) if holds(more, surroundings, library[1])]
    return found


@pytest.mark.parametrize("file", ["run", "s3", "dev"])
@pytest.mark.parametrize("system", PYTHONS)
def test_everything_needed_is_pinned(system: str, file: str) -> None:
    version = PYTHONS[system]
    surroundings = default_environment()
    surroundings["python_full_version"] = version
    surroundings["python_version"] = ".".join(version.split(".")[:2])
    names = {name for name, _ in needed(asked_for(f"{file}.in"), surroundings)}
    assert names - pinned(f"{file}.txt", surroundings) == set()


def test_it_notices_what_only_an_older_python_needs() -> None:
    surroundings = default_environment()
    surroundings["python_full_version"] = PYTHONS["Debian 12"]
    assert ("async-timeout", frozenset()) in needed([Requirement("redis")], surroundings)
