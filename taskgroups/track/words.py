"""What a track record says, in sentences that a head teacher can read and a statistician can sign."""

from taskgroups.kit.design.words import plural
from taskgroups.outcomes.standing import OVERALL_SERIES, REPORT_CARD
from taskgroups.track.core.history import SOONEST, Why
from taskgroups.track.core.result import FEWEST, SIX, Result, told
from taskgroups.track.reading import TrackRecord

REASONS = {
    Why.PAIRED: "Stands beside a comparable school that had none",
    Why.NOT_SINCE: "Had no inspection with grades since",
    Why.TOO_SOON: f"Was inspected within {SOONEST.days} days, too soon for what was agreed to be done",
    Why.NO_GRADE: "Had no inspection with grades before it",
    Why.UNKNOWN: "Its pupils or its free school meals are not in the register",
    Why.NOBODY: "No other school was alike enough",
}
CANNOT = (
    ("It shows no cause.", "Schools with a Task Group differ from others in ways that no register holds."),
    (
        "Schools were chosen.",
        "Some have a Task Group because they are worried, others because they are keen. Either may do better or worse.",
    ),
    (
        "What was low tends to rise.",
        "After a poor grade most schools are found better at the next inspection, whatever they do, and after the best "
        "grade many are found worse. So each school stands beside one that had the same grade.",
    ),
    (
        "Not everybody was inspected since.",
        "Schools not inspected since are left out on both sides. If those left out differ, the rest mislead.",
    ),
    (
        "Frameworks changed.",
        "A grade counts within its own framework alone, and is never turned into another. So there are several small "
        "comparisons where one would say more.",
    ),
    (
        "‘None’ means none held here.",
        "A school beside yours may have had challenge of another kind. Size and free school meals are today’s.",
    ),
    (
        "Inspections differ.",
        "Two inspectors do not always agree, and inspections without grades are not counted at all.",
    ),
)


def outcome_of(result: Result) -> str:
    """What is judged, and what the line is: for a table, and for who hears the page."""
    return f"{result.judgement}: {line_of(result)}"


def line_of(result: Result) -> str:
    """The line of the series: what a school must reach to be counted."""
    if result.series == OVERALL_SERIES:
        return "good or outstanding"
    if result.series == REPORT_CARD:
        return "at or above the line of the report card"
    return "good or outstanding, where no overall grade was given"


def points(share: float) -> int:
    """A share or a difference in whole points of a hundred."""
    return round(100 * share)


def sentence(result: Result) -> str:
    """What one outcome says, whole."""
    if result.table is None:
        return _too_few(result)
    table = result.table
    return (
        f"{table.first} of {table.pairs} schools with a Task Group were found so, and {table.second} of the "
        f"{table.pairs} beside them: {_difference(table.difference)}. {_chance(result)}"
    )


def shown(record: TrackRecord) -> dict[str, object]:
    """The numbers of a track record in words, as its reader is told them."""
    exact = record.exact
    return {
        "held": told(record.held, exact=exact),
        "why": [
            (REASONS[why], told(many, exact=exact))
            for why in Why
            if (many := record.why.get(why, 0)) >= (1 if exact else SIX)
        ],
        "results": [(one, outcome_of(one), line_of(one), sentence(one)) for one in record.results],
        "sources": [(one, told(one.grades, exact=exact)) for one in record.sources],
        "fewest": FEWEST,
        "cannot": CANNOT,
    }


def _too_few(result: Result) -> str:
    if result.why_not == "small":
        return (
            "Too few to say. Nearly all of the schools with a Task Group were found alike: "
            "a figure would tell of single schools."
        )
    pairs = plural(result.pairs, "pair of schools", "pairs of schools")
    had = pairs if result.exact else f"{told(result.pairs, exact=False).capitalize()} pairs of schools"
    return f"Too few to say. {had} so far; at least {FEWEST} are needed, since with fewer chance decides."


def _difference(share: float) -> str:
    if points(share) == 0:
        return "no difference"
    more = "more" if share > 0 else "fewer"
    return f"{abs(points(share))} in a hundred {more}"


def _chance(result: Result) -> str:
    low, high = points(result.low), points(result.high)
    between = f"Allowing for chance it could be anything from {_signed(low)} to {_signed(high)}"
    if not result.is_clear:
        return f"{between}, so these schools do not show whether those with a Task Group were found better or worse."
    better = "better" if result.low > 0 else "worse"
    return f"{between}: they were found {better} than the schools beside them. That does not say why."


def _signed(number: int) -> str:
    return f"{abs(number)} {'fewer' if number < 0 else 'more'}" if number else "none"
