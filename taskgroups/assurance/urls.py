"""Addresses of what a school shows the world, and of what it owns."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.assurance.views import owning, person

urlpatterns: list[URLPattern | URLResolver] = [
    path("schools/<int:urn>/owning/", owning.page, name="school-owning"),
    path("schools/<int:urn>/owning/archive/", owning.ask, name="school-archive-ask"),
    path("schools/<int:urn>/owning/archive/<str:archive>/", owning.download, name="school-archive"),
    path("you/everything/", person.own, name="you-everything"),
    path("accounts/<int:account_id>/everything/", person.of_account, name="account-everything"),
    path("accounts/<int:account_id>/erase/", person.erase, name="account-erase"),
]
