"""Home, search, and the pages anybody may read."""

from django.urls import path

from taskgroups.home.views import front, health, search, statements

urlpatterns = [
    path("", front.page, name="home"),
    path("search/", search.page, name="search"),
    path("about/", statements.about, name="about"),
    path("accessibility/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("help/", statements.help_page, name="help"),
    path("healthz", health.healthz, name="healthz"),
]
