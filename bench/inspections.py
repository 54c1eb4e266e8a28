"""Every state-funded school of England, 21,990 by 76 columns: loading the inspections file, and loading it again.

Everything is measured inside one process: a plain pass of `csv.reader`, then the first load, the same file again, and
the file of the month after in which every row differs; and the first load as it is done for a page, where what it
changed is kept so that it can be taken back. Beside the last two somebody else saves one row after the other: the
longest of these saves is how long the load keeps others waiting.
"""

import csv
import random
from pathlib import Path

from bench.loading import asked, main, on_both, plain_pass, saving_beside, seconds, take_back

ROWS, BLANK = 21_990, 15
ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "taskgroups/schools/tests/files/schools_as_at_31_Aug_2025.csv"
NAME, LATER = "schools_as_at_31_Aug_2025.csv", "schools_as_at_30_Sep_2025.csv"


def run() -> dict[str, float]:
    """Return seconds and ratios, on SQLite and, where DATABASE_URL names one, on PostgreSQL."""
    return on_both("bench.inspections", NAME, write)


def write(file: Path, rows: int = ROWS, seed: int = 2025) -> None:
    """Write invented schools in the layout of August 2025, cp1252, with blank rows at the end as the real file has."""
    sample = SAMPLE.read_bytes().removeprefix(b"\xef\xbb\xbf").decode("cp1252")
    header, *known = [row for row in csv.reader(sample.splitlines()) if any(row)]
    at = {name: place for place, name in enumerate(header)}
    chance = random.Random(seed)
    with file.open("w", encoding="cp1252", errors="replace", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(header)
        for number in range(rows):
            row = list(known[number % len(known)])
            row[at["URN"]] = str(100_000 + number)
            row[at["School name"]] = f"St Anne’s {number} Primary School"
            row[at["Local authority"]] = f"Authority {number % 153}"
            row[at["LAESTAB"]] = f"{201 + number % 153}{chance.randrange(1000, 9999)}"
            row[at["Total number of pupils"]] = str(chance.randrange(30, 1600))
            writer.writerow(row)
        for _ in range(BLANK):
            writer.writerow([""] * len(header))


def measure(file: Path) -> dict[str, float]:
    """Time one plain pass, the first load and the same again, in this process and its database."""
    from taskgroups.frameworks.shelf import packs
    from taskgroups.schools.domain.load_inspections import load_inspections

    packs()  # an installation that runs has read its frameworks
    plain = plain_pass(file)
    first = seconds(lambda: load_inspections(file))
    again = min(seconds(lambda: load_inspections(file)) for _ in range(3))
    later = file.with_name(LATER)
    write(later, seed=2026)
    with saving_beside() as waited:
        changed = seconds(lambda: load_inspections(later))
    return {
        "plain_pass_s": round(plain, 3),
        "first_load_s": round(first, 3),
        "reload_s": round(again, 3),
        "first_load_ratio": round(first / plain, 2),
        "reload_ratio": round(again / plain, 2),
        "changed_load_s": round(changed, 3),
        "changed_load_ratio": round(changed / plain, 2),
        "changed_longest_save_beside_s": round(max(waited), 3),
    } | _taken_back(file, plain)


def _taken_back(file: Path, plain: float) -> dict[str, float]:
    """The first load as a page has it done, on the emptied database, and taking it back."""
    from taskgroups.imports.domain.work import load_kept
    from taskgroups.outcomes.models import CountedFile, GradeCount
    from taskgroups.schools.models import School

    for model in (GradeCount, CountedFile, School):
        model.objects.all().delete()
    made = asked("inspections", file)
    with saving_beside() as waited:
        kept = seconds(lambda: load_kept(made, file, lambda at: None))

    undone = take_back(made)
    left = School.objects.count()
    assert left == 0, left
    return {
        "kept_load_s": round(kept, 3),
        "kept_load_ratio": round(kept / plain, 2),
        "saves_beside": len(waited),
        "longest_save_beside_s": round(max(waited), 3),
        "take_back_s": round(undone, 3),
        "take_back_ratio": round(undone / plain, 2),
    }


if __name__ == "__main__":
    main(run, measure)
