"""What the tests of evaluation share: the framework in force, one area of it, and ways to say and show things."""

from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from taskgroups.evaluation.domain.evidence import Facts, Place, add_evidence
from taskgroups.frameworks.shelf import pack_on


@pytest.fixture
def pack():
    return pack_on(timezone.localdate())


@pytest.fixture
def area(pack):
    """The first area that every school has and that is on the framework's own scale."""
    return next(a for a in pack.areas if a.applies == "all" and not a.own_scale)


@pytest.fixture
def home(cast, area):
    """Addresses of school A: `home()` the area, `home('save')`, `home('evidence/add', of='')`."""

    def address(more: str = "", of: str | None = None) -> str:
        start = f"/schools/{cast.a.urn}/"
        start += f"self-evaluation/{area.slug}/" if of is None else of
        return f"{start}{more}/" if more else start

    return address


@pytest.fixture
def keep(cast, pack, area):
    """Keep `number` items of evidence of school A, under the first descriptors of the area."""

    def add(number: int = 1, title: str = "Reading test results", **more):
        places = [Place(pack.slug, area.slug, d.slug) for d in area.descriptors[:2]]
        facts = Facts(title, "data", date(2026, 11, 2), **more)
        return [add_evidence(school=cast.a, facts=facts, places=places, by=cast.head_a) for _ in range(number)]

    return add


@pytest.fixture(autouse=True)
def _files(settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
