"""The app track."""

from django.apps import AppConfig


class TrackConfig(AppConfig):
    name = "taskgroups.track"
    label = "track"
    verbose_name = "Track record"

    def ready(self) -> None:
        """Compare afresh once a file of inspections was loaded, or a Task Group held; let pages ask who may look."""
        from taskgroups.kit import live
        from taskgroups.kit.design.told import tell_templates
        from taskgroups.schools.domain.loaded import before_taken_back, when_loaded
        from taskgroups.track import policy
        from taskgroups.track.domain.compare import compare_where_needed, forget, forget_where_changed

        when_loaded(forget_where_changed)
        before_taken_back(forget)
        live.chores.register("track-record", compare_where_needed)
        tell_templates(opens_track=policy.opens_track)
