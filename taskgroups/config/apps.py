"""The installation itself: its commands are found, and its connections begin alike."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "taskgroups.config"
    label = "config"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from taskgroups.config.connecting import leave_queries_uncompiled

        connection_created.connect(leave_queries_uncompiled)
