"""Addresses of national files, and of what they changed of a consortium's schools."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.imports.views import changes, files

urlpatterns: list[URLPattern | URLResolver] = [
    path("national-files/", files.index, name="imports"),
    path("national-files/<int:import_id>/", files.page, name="import"),
    path("national-files/<int:import_id>/undo/", files.undo, name="import-undo"),
    path("national-files/<int:import_id>/leave-out/", files.leave, name="import-leave"),
    path("consortia/<slug:slug>/changes/", changes.page, name="consortium-changes"),
]
