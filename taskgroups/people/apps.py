"""The app people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "taskgroups.people"
    label = "people"
    verbose_name = "Accounts"
