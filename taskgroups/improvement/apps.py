"""The app improvement."""

from django.apps import AppConfig


class ImprovementConfig(AppConfig):
    name = "taskgroups.improvement"
    label = "improvement"
    verbose_name = "Improvement"
