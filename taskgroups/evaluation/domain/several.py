"""Adding several files at once: each is judged by itself, the good ones are kept, and the others said by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from taskgroups.evaluation.domain.evidence import Facts, NotKept, add_evidence
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.pupil_names import looks_like_pupil_name
from taskgroups.kit.files.kinds import safe_name
from taskgroups.kit.files.received import received
from taskgroups.people.models import Person
from taskgroups.schools.models import School

LONGEST_TITLE, LONGEST_SHOWN = 200, 100
NO_STORE = "The place where files are kept does not answer now. Choose the file again in a few minutes."
TOO_LARGE = "The file is larger than 20 MB. Choose a smaller one, or keep it elsewhere and say where."


@dataclass(frozen=True)
class Outcome:
    """What became of the files: the titles of those kept, and (name, why) of each other one."""

    kept: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]


def add_several(
    *,
    school: School,
    files: "Iterable[UploadedFile[Any]]",
    facts: Callable[[str], Facts],
    by: Person,
    too_large: Iterable[str] = (),
) -> Outcome:
    """Add an item for each file that may be kept, and return what became of each. `facts` says them of a title.

    `too_large` are the names of files that did not come at all.
    """
    kept, refused, down = [], [(_shown(name), TOO_LARGE) for name in too_large], False
    for one in files:
        name = one.name or ""
        if down:  # somebody waits: the store is not asked again for each of twenty
            refused.append((_shown(name), NO_STORE))
            continue
        try:
            title = _title(name)
            add_evidence(school=school, facts=facts(title), upload=received(one), by=by)
            kept.append(title)
        except NotKept:
            refused.append((_shown(name), NO_STORE))
            down = True
        except Refused as refusal:
            refused.append((_shown(name), str(refusal)))
    return Outcome(tuple(kept), tuple(refused))


def _title(name: str) -> str:
    """A file's name as a title. Raises Refused where it seems to name a pupil: nobody has looked at it yet."""
    title = " ".join(PurePosixPath(safe_name(name)).stem.replace("_", " ").split())[:LONGEST_TITLE]
    found = looks_like_pupil_name(title)
    if found:
        raise Refused(f"‘{found}’ looks like a pupil's name. Give the file another name, or add it by itself.")
    return title


def _shown(name: str) -> str:
    return name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
