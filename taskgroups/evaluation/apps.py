"""The app evaluation."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "taskgroups.evaluation"
    label = "evaluation"
    verbose_name = "Evaluation"
