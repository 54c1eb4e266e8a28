"""Spreadsheets out and in: what goes out is filled in and comes in again; a wrong row says which, where and why."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused
from taskgroups.kit.design.lists import asked
from taskgroups.kit.design.words import plural
from taskgroups.kit.files.scanning import scan
from taskgroups.kit.files.table import TOO_LARGE, Row, read_table
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import to_csv, to_excel
from taskgroups.participation.forms import SheetForm
from taskgroups.participation.sheets.attendance import HEADERS, attendance_rows
from taskgroups.participation.sheets.availability import availability_sheet
from taskgroups.participation.sheets.people import people_sheet
from taskgroups.participation.sheets.plan import plan_sheet
from taskgroups.participation.sheets.taking_in import Sheet, Taken, take_in
from taskgroups.participation.views.pages import year_asked
from taskgroups.people.asking import Asked
from taskgroups.rounds.models import Round
from taskgroups.rounds.policy import led_round, open_round
from taskgroups.schools.models import Consortium
from taskgroups.schools.policy import led_consortium

HOUR = 3600
OVER = "over"  # what a lead chooses who puts the sheet over newer answers
GONE = "What you chose is more than an hour old. Choose the file again."


@access(led_consortium)
def people(request: Asked, consortium: Consortium) -> HttpResponse:
    """People of the consortium: out with their roles, in as invitations."""
    context = {"what": "people", "consortium": consortium, "back": ("consortium-people", [consortium.slug], "People")}
    return _page(request, people_sheet(consortium, request.user), context)


@access(open_round)
def availability(request: Asked, round: Round) -> HttpResponse:
    """When people can come to a round: out, and in as told to the lead."""
    back = ("round-people", [round.consortium.slug, round.number], "People and when they can come")
    context = {"what": "availability", "consortium": round.consortium, "round": round, "back": back}
    return _page(request, availability_sheet(round, request.user), context)


@access(led_round)
def plan(request: Asked, round: Round) -> HttpResponse:
    """The plan of a round: out, and in as placings that are kept."""
    back = ("round-plan", [round.consortium.slug, round.number], "Plan")
    context = {"what": "plan", "consortium": round.consortium, "round": round, "back": back}
    return _page(request, plan_sheet(round, request.user), context, closed=round.published_at is not None)


@access(led_consortium)
def attendance(request: Asked, consortium: Consortium) -> HttpResponse:
    """Who came to the Task Groups of a school year: out alone."""
    year, _ = year_asked(request, consortium)
    return _file(request, "Attendance", f"attendance-{consortium.slug}-{year.year}", HEADERS, attendance_rows(year))


def _page(request: Asked, sheet: Sheet, context: dict[str, Any], closed: bool = False) -> HttpResponse:
    """Show a sheet, hand it out where `as` asks for it, and take rows in."""
    if request.method == "GET" and asked(request, "as"):
        return _file(request, sheet.name, sheet.file, sheet.headers, sheet.rows)
    name, where, _ = context["back"]
    form, taken, kept = SheetForm(None), None, ""
    if request.method == "POST" and not closed:
        form = SheetForm({}, {})
        try:
            rows, seen = _rows(request, sheet)
            over = seen if request.POST.get("older") == OVER else {}
            taken = take_in(sheet, rows, leaving="kept" in request.POST, over=over)
        except Refused as refused:
            form.refuse(refused, "file")
        else:
            if not (taken.wrong or taken.older) or "kept" in request.POST:
                messages.success(request, _told(taken))
                return redirect(name, *where)
            kept = _waiting(request, rows, taken)
    context |= {"sheet": sheet, "form": form, "taken": taken, "kept": kept, "closed": closed, "over": OVER}
    return render(request, "participation/sheet.jinja", context, status=422 if form.errors or kept else 200)


def _waiting(request: Asked, rows: list[Row], taken: Taken) -> str:
    """Rows that wait in a page until the lead has chosen, with the newer answers that the page shows."""
    waits = {"rows": [[one.number, one.cells] for one in rows], "older": [[one.row, one.since] for one in taken.older]}
    return signing.dumps(waits, salt=_salt(request), compress=True)


def _rows(request: Asked, sheet: Sheet) -> tuple[list[Row], dict[int, str]]:
    """The rows of the file that was chosen, or of one that waited while the lead looked, with the newer answers shown.

    Raises Refused where the file is none, or waited for more than an hour.
    """
    if "kept" in request.POST:
        try:
            found = signing.loads(request.POST["kept"], salt=_salt(request), max_age=HOUR)
        except signing.BadSignature:
            raise Refused(GONE, "file") from None
        return [Row(number, cells) for number, cells in found["rows"]], dict(found["older"])
    if getattr(request, "too_large", False):
        raise Refused(TOO_LARGE, "file")
    chosen = request.FILES.get("file")
    if chosen is None:
        raise Refused("No file is chosen. Choose the sheet you filled in.", "file")
    scan(settings.SCANNER, chosen)  # type: ignore[arg-type]
    size = chosen.size or 0
    return read_table(chosen.name or "", chosen, size, sheet.wanted, sheet.headers), {}  # type: ignore[arg-type]


def _salt(request: Asked) -> str:
    """What binds rows that wait in a page to this person and this address."""
    return f"sheet {request.user.pk} {request.path}"


def _told(taken: Taken) -> str:
    stood = f" {plural(taken.stood, 'row')} stood so already." if taken.stood else ""
    wrong = f" {plural(len(taken.wrong), 'row')} left out." if taken.wrong else ""
    older = f" {plural(len(taken.older), 'newer answer')} left standing." if taken.older else ""
    return f"{plural(taken.done, 'row')} taken in.{stood}{wrong}{older}"


def _file(request: Asked, name: str, file: str, headers: tuple[str, ...], rows: Any) -> HttpResponse:
    """The rows as CSV where the address asks for it, else as an Excel workbook."""
    named = f"{file}-{timezone.localdate():%Y-%m-%d}"
    if asked(request, "as") == "csv":
        return as_file(to_csv(headers, rows).encode(), f"{named}.csv")
    return as_file(to_excel(name, headers, rows), f"{named}.xlsx")
