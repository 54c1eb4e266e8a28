"""The address of words taken out for good."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views import taken_out

urlpatterns: list[URLPattern | URLResolver] = [
    path("task-groups/<str:group_id>/take-words-out/", taken_out.page, name="task-group-take-out"),
]
