"""Addresses of devices that go away."""

from django.urls import path

from taskgroups.kit.away import views

urlpatterns = [
    path("away/", views.who, name="away"),
    path("away.js", views.service_worker, name="away-worker"),
]
