"""The statement of a school after ten years of three Task Groups a year, received and given, as PDF and as Word.

'warm' is the median of 20 different ones after the first of a process. `python -m bench statement` prints it.
"""

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from time import perf_counter

from taskgroups.assurance.statement.facts import Changed, Facts, Given, Received, Tested
from taskgroups.assurance.statement.writing import write
from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.word import to_word

RUNS, YEARS, EACH = 20, 10, 3
AREAS = ("Inclusion", "Curriculum and teaching", "Achievement", "Attendance and behaviour", "Leadership and governance")


def run() -> dict[str, float]:
    """Return milliseconds, and how many Task Groups the statement holds."""
    first = _milliseconds(to_pdf, ten_years(0))
    warm = [_milliseconds(to_pdf, ten_years(number)) for number in range(1, RUNS + 1)]
    word = [_milliseconds(to_word, ten_years(number)) for number in range(1, RUNS + 1)]
    return {
        "task_groups": 2 * YEARS * EACH,
        "statement_pdf_first_ms": first,
        "statement_pdf_warm_ms": statistics.median(warm),
        "statement_pdf_slowest_ms": max(warm),
        "statement_word_ms": statistics.median(word),
    }


def ten_years(number: int) -> Document:
    """Return a statement of ten years, another for each number."""
    days = [date(2026, 7, 1) - timedelta(days=120 * place) for place in range(YEARS * EACH)]
    received = tuple(_received(place, on, number) for place, on in enumerate(days))
    given = tuple(
        Given(f"g{n}", on, ("Head chaired",), f"School {n % 9} of the consortium") for n, on in enumerate(days)
    )
    return write(Facts("Larkmere Primary School", 980101, received, given), words="We ask to be asked.", on=days[0])


def _received(place: int, on: date, number: int) -> Received:
    tested = tuple(
        Tested(area, tuple(f"What shows that {area.lower()} is better than in year {n}, {number}?" for n in range(3)),
               ("Work of six pupils", "Reading ages, by year")) for area in AREAS
    )  # fmt: skip
    changed = tuple(
        Changed(f"Check what new pupils know, {n}", "Done, 3 May 2026", "A clear difference") for n in range(4)
    )
    who = (("Chair", "Head of Quaybarrow Primary School"), ("Members", "Head of Saltmere High; Head of St Wennock's"))
    moved = ("Achievement: the school said Needs attention then, and says Expected standard since 3 May 2026.",)
    return Received(f"r{place}", on, YEARS * EACH - place, "The renewed framework", who, True, tested, changed, moved)


def _milliseconds(make: Callable[[Document], bytes], document: Document) -> float:
    started = perf_counter()
    make(document)
    return (perf_counter() - started) * 1000
