"""The app demonstration."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "taskgroups.demonstration"
    label = "demonstration"
    verbose_name = "Demonstration"
