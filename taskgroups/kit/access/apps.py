"""The ground floor of access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "taskgroups.kit.access"
    label = "access"
