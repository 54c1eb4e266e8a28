"""The service navigation, and the banner of the demonstration."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from taskgroups.schools.models import Role
from taskgroups.schools.policy import holds, roles_of
from taskgroups.training.directory.finding import may_open

CONSORTIUM_KINDS = (Role.Kind.LEAD, Role.Kind.OFFICER)
OPEN_TO_ALL = (("Questions", "questions"), ("Training", "training"), ("Heads Up", "heads-up"))


def items(request: HttpRequest) -> list[tuple[str, str, bool]]:
    """Return (text, address, is this) for the person who asks; only what is there."""
    wanted: list[tuple[str, str]] = [("Home", "home")]
    if request.user.is_authenticated:
        wanted += [("Task Groups", "task-groups"), ("Schools", "schools")]
    wanted += OPEN_TO_ALL
    if request.user.is_authenticated and any(holds(request.user, kind) for kind in CONSORTIUM_KINDS):
        wanted.append(("Consortium", "consortia"))
    if request.user.is_authenticated and may_open(request.user):
        wanted.append(("Chairs", "directory"))
    if request.user.is_authenticated and holds(request.user, Role.Kind.ADMINISTRATOR):
        wanted += [("Accounts", "accounts"), ("National files", "imports")]
    found = [(text, address) for text, name in wanted if (address := _address(name))] + _authorities(request)
    return [(text, address, _is_here(request, address)) for text, address in found]


def _authorities(request: HttpRequest) -> list[tuple[str, str]]:
    """The authorities an officer serves, by name."""
    roles = roles_of(request.user) if request.user.is_authenticated else []
    return [(str(one.authority), reverse("authority", args=[one.authority.code])) for one in roles if one.authority]


def banner(request: HttpRequest) -> str | None:
    """What stands above every page of the demonstration."""
    if settings.MODE != "demonstration":
        return None
    return "This is a demonstration. Every school and person in it is invented."


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _is_here(request: HttpRequest, address: str) -> bool:
    return request.path == address if address == "/" else request.path.startswith(address)
