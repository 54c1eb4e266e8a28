"""Addresses of the three outcomes, below whose they are."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.outcomes.views import area, index, sets

CONSORTIUM = "consortia/<slug:slug>/outcomes/"
SET = f"{CONSORTIUM}sets/<int:set_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("outcomes/", index.page, name="outcomes"),
    path("authorities/<slug:code>/outcomes/", area.authority, name="authority-outcomes"),
    path("authorities/<slug:code>/outcomes/<slug:ending>/", area.authority_sheet, name="authority-outcomes-download"),
    path("trusts/<int:trust_id>/outcomes/", area.trust, name="trust-outcomes"),
    path("trusts/<int:trust_id>/outcomes/<slug:ending>/", area.trust_sheet, name="trust-outcomes-download"),
    path(CONSORTIUM, area.consortium, name="consortium-outcomes"),
    path(f"{CONSORTIUM}sets/new/", sets.new, name="set-new"),
    path(f"{CONSORTIUM}download/<slug:ending>/", area.consortium_sheet, name="consortium-outcomes-download"),
    path(SET, area.set_of_schools, name="set-outcomes"),
    path(f"{SET}change/", sets.change, name="set-change"),
    path(f"{SET}remove/", sets.remove, name="set-remove"),
    path(f"{SET}download/<slug:ending>/", area.set_sheet, name="set-outcomes-download"),
]
