"""Addresses of who takes part, below their consortium."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.participation.views import offers, pages, sheets

ROUND = "consortia/<slug:slug>/rounds/<int:number>/"
PARTS = "consortia/<slug:slug>/participation/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(PARTS, pages.page, name="participation"),
    path(f"{PARTS}counts/", pages.counts, name="participation-counts"),
    path(f"{PARTS}schools/", pages.schools, name="participation-schools"),
    path(f"{PARTS}schools/<int:urn>/", pages.school, name="participation-school"),
    path(f"{PARTS}excel/", pages.excel, name="participation-excel"),
    path(f"{PARTS}csv/", pages.csv, name="participation-csv"),
    path(f"{PARTS}offer/", offers.page, name="participation-offer"),
    path(f"{PARTS}attendance/", sheets.attendance, name="attendance-sheet"),
    path("consortia/<slug:slug>/people/sheet/", sheets.people, name="people-sheet"),
    path(f"{ROUND}people/sheet/", sheets.availability, name="availability-sheet"),
    path(f"{ROUND}plan/sheet/", sheets.plan, name="plan-sheet"),
    path("offers/<str:token>/", offers.reply, name="offer"),
]
