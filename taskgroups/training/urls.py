"""Addresses of training. The course is open without signing in."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.training.views import course

urlpatterns: list[URLPattern | URLResolver] = [
    path("training/course/", course.page, name="training-course"),
    path("training/course/course.<slug:ending>", course.download, name="training-course-download"),
]
