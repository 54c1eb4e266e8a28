"""Addresses of frameworks and of the question bank. All are open without signing in."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.frameworks.views import frameworks, questions

urlpatterns: list[URLPattern | URLResolver] = [
    path("questions/", questions.bank, name="questions"),
    path("questions/to-print/", questions.to_print, name="questions-print"),
    path("questions/questions.<slug:ending>", questions.download, name="questions-download"),
    path("frameworks/", frameworks.listing, name="frameworks"),
    path("frameworks/<slug:slug>/", frameworks.one, name="framework"),
    path("frameworks/<slug:slug>/<slug:area_slug>/", frameworks.area, name="framework-area"),
]
