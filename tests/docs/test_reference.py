"""The pages made from the code say what the code says today."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


writer = load("write_reference")


@pytest.mark.parametrize("page", ["roles", "commands", "accreditation-states"])
def test_a_reference_page_is_up_to_date(page: str) -> None:
    path = ROOT / f"docs/reference/{page}.md"
    assert path.read_text(encoding="utf-8") == writer.pages()[path], "Run `make reference`."


def test_the_picture_of_the_house_is_the_one_that_imports_keep_to() -> None:
    path = ROOT / "docs/architecture.md"
    assert path.read_text(encoding="utf-8") == writer.pages()[path], "Run `make reference`."


def test_every_page_says_who_may_open_it() -> None:
    assert [row for rows in writer._by_floor().values() for row in rows if row[2].startswith("refused")] == []


def test_every_role_is_explained() -> None:
    from taskgroups.schools.models import Role

    assert sorted(writer.ROLES) == sorted(Role.Kind.values)
