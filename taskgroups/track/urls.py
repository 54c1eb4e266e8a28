"""Addresses of the track record."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.track.views import example, record

urlpatterns: list[URLPattern | URLResolver] = [
    path("consortia/<slug:slug>/track-record/", record.of_consortium, name="consortium-track"),
    path("consortia/<slug:slug>/track-record/sheet/", record.consortium_sheet, name="consortium-track-sheet"),
    path("consortia/<slug:slug>/track-record/schools/", record.schools_sheet, name="consortium-track-schools"),
    path("authorities/<slug:code>/track-record/", record.of_authority, name="authority-track"),
    path("authorities/<slug:code>/track-record/sheet/", record.authority_sheet, name="authority-track-sheet"),
    path("track-record/example/", example.page, name="track-example"),
]
