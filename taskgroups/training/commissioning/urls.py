"""Addresses of commissions."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.training.views import commissions

AUTHORITY, ONE = "authorities/<slug:code>/commissions/", "commissions/<int:commission>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("commissions/", commissions.own, name="commissions-own"),
    path(ONE, commissions.page, name="commission"),
    path(f"{ONE}change/", commissions.change, name="commission-change"),
    path(f"{ONE}days/<int:day>/take-back/", commissions.take_back, name="commission-day-take-back"),
    path(AUTHORITY, commissions.of_authority, name="authority-commissions"),
    path(f"{AUTHORITY}new/", commissions.new, name="commission-new"),
    path(f"{AUTHORITY}commissions.<slug:ending>", commissions.as_sheet, name="commissions-sheet"),
]
