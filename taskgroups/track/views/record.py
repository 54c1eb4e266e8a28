"""The track record of a consortium, for its lead and heads, and of an authority, for its officers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from taskgroups.kit.access import access
from taskgroups.kit.design.lists import page_of
from taskgroups.kit.paper.download import as_file
from taskgroups.kit.paper.sheet import to_excel
from taskgroups.schools.policy import today
from taskgroups.track import listing, policy
from taskgroups.track.picture import draw
from taskgroups.track.reading import TrackRecord, groups_of, known_rows, track_record
from taskgroups.track.words import shown


@access(policy.consortium_track)
def of_consortium(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """What became of the schools that had a Task Group in the consortium; by name for who knows of them."""
    rows = page_of(request, known_rows(seen, groups_of(seen)))
    context = {"consortium": seen.area, "rows": listing.lines(list(rows)), "page": rows}
    return render(request, "track/consortium.jinja", parts_of(track_record(seen)) | context)


@access(policy.authority_track)
def of_authority(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The same for an authority: counts, of what schools share with it."""
    return render(request, "track/authority.jinja", parts_of(track_record(seen)) | {"authority": seen.area})


@access(policy.consortium_track)
def consortium_sheet(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The figures as an Excel workbook."""
    return _figures(seen)


@access(policy.authority_track)
def authority_sheet(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The figures as an Excel workbook."""
    return _figures(seen)


@access(policy.consortium_track)
def schools_sheet(request: HttpRequest, seen: policy.Seen) -> HttpResponse:
    """The schools whose Task Groups the reader knows of, as an Excel workbook."""
    rows = [listing.cells(line) for line in listing.lines(list(known_rows(seen, groups_of(seen))))]
    return _file(to_excel("Schools", listing.HEADERS, rows), "track-record-schools", seen)


def parts_of(record: TrackRecord) -> dict[str, Any]:
    """What the parts of the page show of it: numbers as its reader is told them, and the drawing."""
    return {"record": record, "said": shown(record), "drawing": draw(record.results)}


def _figures(seen: policy.Seen) -> HttpResponse:
    rows = listing.figures(track_record(seen))
    return _file(to_excel("Track record", listing.FIGURES, rows), "track-record", seen)


def _file(content: bytes, what: str, seen: policy.Seen) -> HttpResponse:
    return as_file(content, f"{what}-{slugify(seen.area.name)[:60]}-{today():%Y-%m-%d}.xlsx")
