"""The app bulletin: Heads Up."""

from django.apps import AppConfig


class BulletinConfig(AppConfig):
    name = "taskgroups.bulletin"
    label = "bulletin"
    verbose_name = "Heads Up"

    def ready(self) -> None:
        """Say what templates may ask."""
        from taskgroups.bulletin.pages import comments_to_moderate, first_told, is_editor, looks_after_accounts

        self.jinja_globals = {
            "is_editor": is_editor,
            "first_told": first_told,
            "comments_to_moderate": comments_to_moderate,
            "looks_after_accounts": looks_after_accounts,
        }
