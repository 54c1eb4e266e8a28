"""The installation itself, so that its commands are found."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "taskgroups.config"
    label = "config"
