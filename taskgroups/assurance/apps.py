"""The app assurance."""

from django.apps import AppConfig


class AssuranceConfig(AppConfig):
    name = "taskgroups.assurance"
    label = "assurance"
    verbose_name = "Assurance"
