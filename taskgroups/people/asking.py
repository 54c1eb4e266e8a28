"""The request of somebody who is signed in, for views behind `@access`."""

from django.http import HttpRequest

from taskgroups.people.models import Person


class Asked(HttpRequest):
    """A request whose `user` is a person: `@access` has asked everybody else to sign in."""

    user: Person
