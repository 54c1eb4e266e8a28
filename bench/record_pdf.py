"""How long a record of four pages takes as PDF and as Word. `python -m bench.record_pdf` prints it."""

import statistics
from collections.abc import Callable
from time import perf_counter

from taskgroups.kit.paper.document import Document
from taskgroups.kit.paper.pdf import to_pdf
from taskgroups.kit.paper.tests.sample import record
from taskgroups.kit.paper.word import to_word

RUNS = 30


def run() -> dict[str, float]:
    """Return milliseconds: the first PDF of a process, then median and 95th percentile of 30 different ones."""
    first = _milliseconds(to_pdf, record(0))
    warm = [_milliseconds(to_pdf, record(number)) for number in range(1, RUNS + 1)]
    word = [_milliseconds(to_word, record(number)) for number in range(1, RUNS + 1)]
    return {
        "record_pdf_first_ms": first,
        "record_pdf_median_ms": statistics.median(warm),
        "record_pdf_p95_ms": _p95(warm),
        "record_pdf_warm_to_first": statistics.median(warm) / first,
        "record_word_median_ms": statistics.median(word),
        "record_word_p95_ms": _p95(word),
    }


def _p95(figures: list[float]) -> float:
    return statistics.quantiles(figures, n=20, method="inclusive")[18]


def _milliseconds(write: Callable[[Document], bytes], document: Document) -> float:
    started = perf_counter()
    write(document)
    return (perf_counter() - started) * 1000


if __name__ == "__main__":
    for name, figure in run().items():
        print(f"{name}: {figure:.2f}")
