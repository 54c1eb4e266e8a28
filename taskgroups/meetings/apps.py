"""The app meetings."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "taskgroups.meetings"
    label = "meetings"
    verbose_name = "Task Groups"
