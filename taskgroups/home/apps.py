"""The app home."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "taskgroups.home"
    label = "home"
    verbose_name = "Home"
