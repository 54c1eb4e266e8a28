"""Addresses of accreditation."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.training.views import accreditation, chairs

WAY = "accreditation/<int:who>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("accreditation/", accreditation.own, name="accreditation-own"),
    path(WAY, accreditation.page, name="accreditation"),
    path(f"{WAY}record/", accreditation.record, name="accreditation-record"),
    path(f"{WAY}practice/", accreditation.hand_over, name="accreditation-practice"),
    path(f"{WAY}sign/", accreditation.sign, name="accreditation-sign"),
    path(f"{WAY}elsewhere/", accreditation.elsewhere, name="accreditation-elsewhere"),
    path(f"{WAY}withdraw/", accreditation.withdraw, name="accreditation-withdraw"),
    path(f"{WAY}steps/<int:step>/strike/", accreditation.strike, name="accreditation-strike"),
    path(f"{WAY}mentor/", chairs.mentor, name="accreditation-mentor"),
    path("mentoring/", chairs.mentoring, name="mentoring"),
    path("consortia/<slug:slug>/chairs/", chairs.page, name="consortium-chairs"),
    path("consortia/<slug:slug>/chairs/<int:who>/", chairs.decide, name="consortium-chair-decide"),
]
