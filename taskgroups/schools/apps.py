"""The app schools."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "taskgroups.schools"
    label = "schools"
    verbose_name = "Schools"
