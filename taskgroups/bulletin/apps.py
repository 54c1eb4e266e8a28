"""The app bulletin: Heads Up."""

from django.apps import AppConfig

from taskgroups.kit import live


class BulletinConfig(AppConfig):
    name = "taskgroups.bulletin"
    label = "bulletin"
    verbose_name = "Heads Up"

    def ready(self) -> None:
        """Say what templates may ask, and send editions on."""
        from taskgroups.bulletin.domain.edition import go_on
        from taskgroups.bulletin.pages import comments_to_moderate, first_told, is_editor, looks_after_accounts
        from taskgroups.kit.design.told import tell_templates

        live.chores.register("heads-up by e-mail", go_on)
        tell_templates(
            is_editor=is_editor,
            first_told=first_told,
            comments_to_moderate=comments_to_moderate,
            looks_after_accounts=looks_after_accounts,
        )
