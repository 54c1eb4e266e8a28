"""The school year a performance file is about."""

import re

from taskgroups.schools.sheets import Problem

TWO_YEARS = re.compile(r"(?<!\d)(20\d\d)[-_/ ](?:20)?(\d\d)(?!\d)")
ONE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
EARLIER = re.compile(r"^(?:TELIG|OVERALL_DESTPER|PTRWM_EXP|ATT8SCR|P8MEA)_(\d\d)$")


def told_year(text: str) -> int | None:
    """Return the calendar year in which the school year '2018/19', '2018-19' or '2018-2019' ends, or None."""
    for first, second in TWO_YEARS.findall(text):
        if (int(first) + 1) % 100 == int(second):
            return int(first) + 1
    return None


def year_of(name: str, header: list[str], said: int | None) -> int:
    """Return the calendar year in which the file's school year ends.

    `said` is what the person who loads it says. Columns that repeat figures of earlier years tell it too, and so does
    a name with both calendar years; a name with one alone tells it where nothing else does, as the year of the
    examinations. Raises Problem where nothing tells it or two disagree.
    """
    columns = max((2000 + int(found[1]) + 1 for column in header if (found := EARLIER.match(column))), default=None)
    in_name = told_year(name)
    told = {year: where for year, where in ((columns, "its columns"), (in_name, "its name"), (said, "--year")) if year}
    if len(told) > 1:
        parts = " and ".join(
            f"{where} say{'' if where == 'its columns' else 's'} {written(year)}" for year, where in told.items()
        )
        raise Problem(f"{name}: {parts}. Choose the file of the year you want, or correct the year.")
    if told:
        return next(iter(told))
    if alone := ONE_YEAR.findall(name):
        return int(alone[0])
    raise Problem(f"{name} does not say which school year it is about. Load it with its year: --year 2018/19.")


def written(year: int) -> str:
    """The school year that ends in a calendar year: 2019 is '2018/19'."""
    return f"{year - 1}/{year % 100:02}"
