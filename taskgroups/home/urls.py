"""Home and the pages anybody may read."""

from django.urls import path

from taskgroups.home.views import front, health

urlpatterns = [
    path("", front.page, name="home"),
    path("healthz", health.healthz, name="healthz"),
]
