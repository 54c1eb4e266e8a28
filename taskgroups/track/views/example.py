"""A track record of invented schools, for learning to read one before there is enough to say."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from taskgroups.kit.access import public
from taskgroups.track.example import invented_record
from taskgroups.track.views.record import parts_of


@public("a page for learning, of invented schools alone")
def page(request: HttpRequest) -> HttpResponse:
    """Show how a track record reads where there are many pairs, and how wrong a bare comparison would be."""
    record, bare = invented_record()
    return render(request, "track/example.jinja", parts_of(record) | {"bare": bare})
