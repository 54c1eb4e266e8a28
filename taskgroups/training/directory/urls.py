"""Addresses of the directory of chairs."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.training.views import directory

urlpatterns: list[URLPattern | URLResolver] = [
    path("chairs/", directory.page, name="directory"),
    path("chairs/you/", directory.own, name="directory-own"),
    path("chairs/<int:who>/", directory.one, name="directory-chair"),
    path("chairs/<int:who>/write/", directory.write, name="directory-write"),
    path("chairs/messages/<int:message>/", directory.message, name="directory-message"),
]
