"""Every address of the application, floor by floor."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("taskgroups.kit.away.urls")),
    path("", include("taskgroups.home.urls")),
    path("", include("taskgroups.people.urls")),
    path("", include("taskgroups.frameworks.urls")),
    path("", include("taskgroups.schools.urls")),
    path("", include("taskgroups.training.urls")),
    path("heads-up/", include("taskgroups.bulletin.urls")),
    path("", include("taskgroups.evaluation.urls")),
    path("", include("taskgroups.improvement.urls")),
    path("", include("taskgroups.meetings.urls")),
    path("", include("taskgroups.assurance.urls")),
    path("", include("taskgroups.outcomes.urls")),
    path("", include("taskgroups.imports.urls")),
    path("", include("taskgroups.rounds.urls")),
    path("", include("taskgroups.practice.urls")),
    path("", include("taskgroups.participation.urls")),
    path("", include("taskgroups.track.urls")),
]
if settings.MODE != "production":
    urlpatterns.append(path("demonstration/", include("taskgroups.demonstration.urls")))

handler400 = "taskgroups.kit.design.errors.bad_request"
handler403 = "taskgroups.kit.design.errors.forbidden"
handler404 = "taskgroups.kit.design.errors.not_found"
handler500 = "taskgroups.kit.design.errors.server_error"
