"""The Jinja environment of every page: loaders, filters and globals."""

from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from jinja2 import ChoiceLoader, Environment, FileSystemBytecodeCache, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup

from taskgroups.kit.design import words
from taskgroups.kit.design.forms import summary_of
from taskgroups.kit.design.render import render_field
from taskgroups.kit.design.told import FILTERS, NAMES

VENDOR = "vendor/govuk-frontend-6.3.0/"
GOVUK = "govuk_frontend_jinja"


class Misspelt(Undefined):
    """Fails where a misspelt name or attribute would be shown.

    GOV.UK's macros look for optional keys of mappings and test unset names, so both stay allowed.
    """

    def _shown(self) -> str:
        if isinstance(self._undefined_obj, Mapping | Undefined):
            return ""
        raise self._undefined_exception(self._undefined_message)

    def __str__(self) -> str:
        return self._shown()

    def __html__(self) -> str:
        return self._shown()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._shown())


class House(Environment):
    """Jinja's environment, for templates that have no globals of their own."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template: ours as they are, not the chain of mappings that Jinja makes.

        Every import of a macro compares all their names, and every included part copies them: a sixth of the time
        that a page takes, where each name is looked for in a chain.
        """
        return super().make_globals(d) if d else self.globals


def environment(**options: Any) -> Environment:
    """Return the environment Django's Jinja engine uses. Undefined names fail in test mode and are blank elsewhere."""
    options["loader"] = ChoiceLoader([options["loader"], PrefixLoader({GOVUK: PackageLoader(GOVUK)})])
    if settings.MODE == "test":
        options["undefined"] = Misspelt
        # Many processes of the tests compile the same templates; kept by their text in the system's temporary folder.
        options["bytecode_cache"] = FileSystemBytecodeCache(pattern="taskgroups_%s.cache")
    made = House(trim_blocks=True, lstrip_blocks=True, **options)  # Django turns autoescape on
    made.filters.update(words.FILTERS, as_attributes=as_attributes, with_query=with_query)
    made.globals.update(
        url=address,
        url_if=address_if_any,
        static=static,
        vendor=vendor,
        navigation=navigation,
        banner=banner,
        messages_of=messages_of,
        press_input=press_input,
        csrf_of=csrf_of,
        signed_in=signed_in,
        field=render_field,
        summary_of=summary_of,
    )
    made.filters.update(FILTERS)
    made.globals.update(NAMES)
    return made


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def address_if_any(name: str, *args: Any, **kwargs: Any) -> str | None:
    """Return the address of a named page, or None where this installation has no such page."""
    try:
        return address(name, *args, **kwargs)
    except NoReverseMatch:
        return None


def vendor(path: str) -> str:
    """Return the address of a vendored GOV.UK file."""
    return static(VENDOR + path)


def navigation(request: HttpRequest | None) -> list[tuple[str, str, bool]]:
    """Return (text, address, whether it is the current part) from the callable that settings.NAVIGATION names."""
    return _from_setting("NAVIGATION", request) or []


def banner(request: HttpRequest | None) -> str | None:
    """Return what the banner slot says, from the callable that settings.BANNER names, or None."""
    found: str | None = _from_setting("BANNER", request)
    return found


def _from_setting(name: str, request: HttpRequest | None) -> Any:
    path = getattr(settings, name, "")
    knows_who = request is not None and hasattr(request, "user")  # not so where a request fails before the middleware
    return import_string(path)(request) if path and knows_who else None


def messages_of(request: HttpRequest | None) -> list[Any]:
    """Return the messages that wait for this person, and count them as shown."""
    return list(get_messages(request)) if request is not None else []


def signed_in(request: HttpRequest | None) -> Any:
    """Return the person who is signed in, or None."""
    person = getattr(request, "user", None)
    return person if person is not None and person.is_authenticated else None


def csrf_of(request: HttpRequest) -> Markup:
    """Return the hidden input that proves a form came from us, the same for every form of a page."""
    if not hasattr(request, "_proof_of_origin"):
        request._proof_of_origin = Markup(csrf_input(request))  # type: ignore[attr-defined]  # noqa: S704 - escaped inside
    made: Markup = request._proof_of_origin  # type: ignore[attr-defined]
    return made


def press_input(request: HttpRequest) -> Markup:
    """Return the hidden input that makes a form's button do its work once, however often it is pressed."""
    from taskgroups.kit.access import press

    if signed_in(request) is None:
        return Markup("")
    return Markup('<input type="hidden" name="{}" value="{}">').format(press.FIELD, press.new_token(request))


def as_attributes(given: Mapping[str, Any]) -> Markup:
    """Return HTML attributes, a space before each: `hx_post="/x"` becomes ` hx-post="/x"`; None and False leave out."""
    shown = [(name.rstrip("_").replace("_", "-"), value) for name, value in given.items()]
    wanted = [
        (name, "" if value is True else value) for name, value in shown if value is not None and value is not False
    ]
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in wanted)


def with_query(request: HttpRequest, name: str, value: Any) -> str:
    """Return this page's query with one value changed: '?page=3&phase=primary'."""
    query = request.GET.copy()
    query[name] = str(value)
    return f"?{query.urlencode()}"
