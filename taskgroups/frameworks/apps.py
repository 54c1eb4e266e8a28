"""The app frameworks."""

from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "taskgroups.frameworks"
    label = "frameworks"
    verbose_name = "Frameworks"
