"""The ground floor of design."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    name = "taskgroups.kit.design"
    label = "design"
