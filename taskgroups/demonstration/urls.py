"""Addresses of the demonstration. They are absent in production."""

from django.urls import path

from taskgroups.demonstration.views import become, outbox

urlpatterns = [
    path("become/<slug:key>/", become.become, name="become"),
    path("outbox/", outbox.page, name="outbox"),
    path("outbox/<int:letter_id>/", outbox.letter, name="outbox-letter"),
]
