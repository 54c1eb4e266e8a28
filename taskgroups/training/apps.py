"""The app training."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "taskgroups.training"
    label = "training"
    verbose_name = "Training"
