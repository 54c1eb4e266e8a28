"""Files for these tests: the small ones the loaders are tested with, as they come from a browser."""

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

import taskgroups.outcomes.tests
import taskgroups.schools.tests

SCHOOLS = Path(taskgroups.schools.tests.__file__).parent / "files"
OUTCOMES = Path(taskgroups.outcomes.tests.__file__).parent / "files"
REGISTER_2017, REGISTER_2024 = (SCHOOLS / f"edubasealldata{day}.csv" for day in ("20170916", "20240901"))
LINKS = SCHOOLS / "links_edubasealldata20250422.csv"
Y2019, Y2025 = SCHOOLS / "schools_as_at_31_March_2019.csv", SCHOOLS / "schools_as_at_31_Aug_2025.csv"
Y2026 = SCHOOLS / "most_recent_inspections_as_at_31_May_2026.csv"
KS4, LEAVERS = OUTCOMES / "990_ks4final_2018-19.csv", OUTCOMES / "990_ks4-pupdest.csv"
EVERY = (REGISTER_2017, REGISTER_2024, LINKS, Y2019, Y2025, Y2026, KS4, LEAVERS)


def sent(path, name="", content=None):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name or path.name, path.read_bytes() if content is None else content)
