"""A performance file of all England, 16,600 schools at key stage 2: loading it, and how long others wait meanwhile.

Everything is measured inside one process: a plain pass of `csv.reader`; then, as a page has them done, the first load,
the same file again, and a corrected one in which every row differs. Beside each somebody else saves one row after the
other: the longest of these saves is how long the load keeps others waiting. Last the first one is taken back, on the
emptied tables.
"""

import csv
import random
import resource
from pathlib import Path

from bench.loading import asked, main, on_both, plain_pass, saving_beside, seconds, take_back

ROWS, AUTHORITIES = 16_600, 153
NAME, CORRECTED = "england_ks2final_2024-25.csv", "england_ks2revised_2024-25.csv"


def run() -> dict[str, float]:
    """Return seconds, ratios and megabytes, on SQLite and, where DATABASE_URL names one, on PostgreSQL."""
    return on_both("bench.performance", NAME, write)


def write(file: Path, rows: int = ROWS, seed: int = 2025) -> None:
    """Write a row for each invented school and authority and one for the country, with every measure that is read."""
    from taskgroups.outcomes.published.layouts import KEY_STAGE_2

    counts = list(dict.fromkeys(one.pupils for one in KEY_STAGE_2.measures))
    values = [one.value for one in KEY_STAGE_2.measures]
    chance = random.Random(seed)
    with file.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(["RECTYPE", "LEA", "ESTAB", "URN", "SCHNAME", *counts, *values])
        for number in range(rows + AUTHORITIES + 1):
            kind = "1" if number < rows else "3" if number < rows + AUTHORITIES else "5"
            school = ["2000", str(100_000 + number), f"Invented School {number}"] if kind == "1" else ["", "", ""]
            area = "" if kind == "5" else str(201 + number % AUTHORITIES)
            pupils = [chance.randrange(8, 90) for _ in counts]
            figures = [f"{chance.uniform(0, 99):.0f}%" if one.startswith("PT") else f"{chance.uniform(-9, 9):.1f}"
                       for one in values]  # fmt: skip
            writer.writerow([kind, area, *school, *pupils, *figures])


def measure(file: Path) -> dict[str, float]:
    """Time one plain pass and the three loads in this process and its database."""
    plain = plain_pass(file)
    corrected = file.with_name(CORRECTED)
    write(corrected, seed=2026)
    found: dict[str, float] = {"plain_pass_s": round(plain, 3)}
    for label, path in (("first_load", file), ("reload", file), ("corrected_load", corrected)):
        found |= _loaded(label, path, plain)
    found["peak_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
    return found | _taken_back(file, plain)


def _loaded(label: str, path: Path, plain: float) -> dict[str, float]:
    from taskgroups.imports.domain.work import load_kept
    from taskgroups.imports.models import Import

    made = asked("performance", path)
    with saving_beside() as waited:
        took = seconds(lambda: load_kept(made, path, lambda at: None))
    Import.objects.get(pk=made.pk).journal.delete(save=False)
    return {
        f"{label}_s": round(took, 3),
        f"{label}_ratio": round(took / plain, 2),
        f"{label}_longest_save_beside_s": round(max(waited), 3),
        f"{label}_longest_save_beside_ratio": round(max(waited) / took, 2),
    }


def _taken_back(file: Path, plain: float) -> dict[str, float]:
    """The first load on the emptied tables, and taking it back."""
    from taskgroups.imports.domain.work import load_kept
    from taskgroups.outcomes.models import PublishedFile, PublishedRow

    for model in (PublishedRow, PublishedFile):
        model.objects.all().delete()
    made = asked("performance", file)
    load_kept(made, file, lambda at: None)

    undone = take_back(made)
    left = PublishedRow.objects.count()
    assert left == 0, left
    return {"take_back_s": round(undone, 3), "take_back_ratio": round(undone / plain, 2)}


if __name__ == "__main__":
    main(run, measure)
