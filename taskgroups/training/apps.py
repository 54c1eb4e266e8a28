"""The app training."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "taskgroups.training"
    label = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        """Send joining instructions and count feedback every minute; give places back where an account closes.

        Templates learn who may chair.
        """
        from taskgroups.kit import live
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.schools.domain.account import when_account
        from taskgroups.training.accrediting.policy import looks_after
        from taskgroups.training.accrediting.reading import phases_in_words
        from taskgroups.training.commissioning.counting import days_of
        from taskgroups.training.directory.policy import opens_directory, writes_entry
        from taskgroups.training.domain.book import leave_all
        from taskgroups.training.domain.hear import count_feedback
        from taskgroups.training.domain.instruct import send_due_instructions
        from taskgroups.training.policy import arranges

        live.chores.register("training-instructions", send_due_instructions)
        live.chores.register("training-feedback", count_feedback)
        when_account(closes=leave_all, opens=lambda person: None)
        # Kept for when the templates' surroundings are made: made here, they would lack what later apps say.
        tell_templates(
            phases_in_words=phases_in_words,
            days_of=days_of,
            arranges_training=arranges,
            looks_after_chairs=looks_after,
            opens_directory=opens_directory,
            writes_entry=writes_entry,
        )
