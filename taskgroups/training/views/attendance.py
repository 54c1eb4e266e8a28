"""Who booked and who came, for the trainer and those who arrange the session."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from taskgroups.kit.access import access
from taskgroups.kit.access.refused import Refused, telling
from taskgroups.kit.design.lists import whole
from taskgroups.kit.design.words import plural
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import to_csv, to_excel
from taskgroups.people.asking import Asked
from taskgroups.training import policy
from taskgroups.training.attendance_sheet import HEADERS, Read, packed, read_attendance, unpacked
from taskgroups.training.domain import attend, book
from taskgroups.training.forms import SheetForm
from taskgroups.training.models import Booking, TrainingSession
from taskgroups.training.queries import list_of

NOT_TEXT = "The file is not saved as UTF-8 text. In the spreadsheet choose ‘CSV UTF-8’ when you save it."


@access(policy.run_session)
def people(request: Asked, session: TrainingSession) -> HttpResponse:
    """Show the list, and keep who came."""
    listed = list_of(session)
    if request.method == "POST":
        with telling(request):
            listed_then = [key for key in map(whole, request.POST.getlist("listed")) if key is not None]
            came, shown = ({key: key in ticked for key in listed_then} for ticked in _ticked(request, "came", "shown"))
            changed = attend.record_attendance(by=request.user, session=session, came=came, shown=shown)
            messages.success(request, f"{plural(changed, 'change')} kept." if changed else "Nothing was changed.")
        return redirect("training-people", session.public_id)
    now = timezone.now()
    context = {
        "session": session,
        "placed": [one for one in listed if one.booking.state == Booking.State.PLACE],
        "waiting": [one for one in listed if one.booking.state == Booking.State.WAITING],
        "begun": session.has_begun(now),
        "is_open": session.is_open(now),
        "arranges": policy.is_arranged_by(request.user, session),
    }
    return render(request, "training/people.jinja", context)


def _ticked(request: Asked, *names: str) -> list[set[int | None]]:
    """The bookings that were ticked as the list was sent, and as it was shown."""
    return [{whole(key) for key in request.POST.getlist(name)} for name in names]


@access(policy.booking_of_run_session)
def take_off(request: Asked, booking: Booking) -> HttpResponse:
    """Ask whether somebody is to be taken off the list, and do it."""
    if request.method == "POST":
        with telling(request):
            book.take_off(by=request.user, booking=booking)
            messages.success(request, f"{booking.person.name} is off the list, and is told.")
        return redirect("training-people", booking.session.public_id)
    return render(request, "training/take_off.jinja", {"booking": booking, "session": booking.session})


@access(policy.run_session)
def code(request: Asked, session: TrainingSession) -> HttpResponse:
    """Show the code, large, and make a new one."""
    if request.method == "POST":
        with telling(request):
            attend.show_code(by=request.user, session=session)
        return redirect("training-code", session.public_id)
    now = timezone.now()
    shown = bool(session.code and session.code_until and now <= session.code_until)
    context = {
        "session": session,
        "shown": shown,
        "may_show": not session.cancelled_at
        and session.starts_at - attend.BEFORE <= now <= session.ends_at + attend.AFTER,
    }
    return render(request, "training/code.jinja", context)


@access(policy.run_session)
def sheet(request: Asked, session: TrainingSession, ending: str) -> HttpResponse:
    """Give the list as a spreadsheet. It holds no e-mail address."""
    if ending not in ("xlsx", "csv"):
        raise Http404
    rows = [
        (one.booking.pk, one.booking.person.name, one.role, one.booking.get_state_display(), one.came)
        for one in list_of(session)
    ]
    name = f"attendance-{session.public_id}.{ending}"
    if ending == "csv":
        return as_file(to_csv(HEADERS, rows).encode(), name)
    return as_file(to_excel("Attendance", HEADERS, rows), name)


@access(policy.run_session)
def sheet_in(request: Asked, session: TrainingSession) -> HttpResponse:
    """Take the list back: what is wrong is said row by row, and the rest goes in where they choose."""
    form, read = SheetForm(), None
    if request.method == "POST" and "right" in request.POST:
        return _keep(request, session, unpacked(request.POST["right"]))
    if request.method == "POST":
        form = SheetForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                read = _read(session, form.cleaned_data["file"].read())
            except ValueError as wrong:
                form.add_error("file", str(wrong))
    if read and read.came and not read.wrong:
        return _keep(request, session, read.came)
    context = {"session": session, "form": form, "read": read, "right": packed(read.came) if read else ""}
    return render(request, "training/sheet_in.jinja", context, status=422 if form.errors or read else 200)


def _read(session: TrainingSession, content: bytes) -> Read:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ValueError(NOT_TEXT) from None
    listed = [one.booking for one in list_of(session)]
    by_code = {one.pk for one in listed if one.came and one.how == Booking.How.CODE}
    return read_attendance(text, {one.pk: one.person.name for one in listed}, by_code)


def _keep(request: Asked, session: TrainingSession, came: dict[int, bool]) -> HttpResponse:
    try:
        changed = attend.record_attendance(by=request.user, session=session, came=came, by_file=True)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"{plural(len(came), 'row')} read, {plural(changed, 'change')} kept.")
    return redirect("training-people", session.public_id)
