"""A page made for somebody else, to be looked at within another: its links lead nowhere but to such pages.

Without Django: it turns words into words.
"""

from collections.abc import Callable
from html import escape
from html.parser import HTMLParser

Follow = Callable[[str], str]
Attributes = list[tuple[str, str | None]]
FIRST, LAST = '<div class="govuk-width-container tg-container">', "</main>"  # the frame of design/wide.jinja
PREFIX = "seen-"
NAMES = {"id", "for", "headers", "aria-labelledby", "aria-describedby", "aria-controls"}
LEFT_OUT = {"action", "method", "enctype", "autofocus", "target", "download", "name"}
PRESSED = {"button", "input", "select", "textarea"}
GONE = {"script", "template", "style", "dialog"}


def body_of(page: str) -> str:
    """Return what stands between the head and the foot of a page; '' for what is not such a page."""
    begins, ends = page.find(FIRST), page.find(LAST)
    return page[begins + len(FIRST) : ends] if 0 <= begins < ends else ""


def styles_of(page: str) -> list[str]:
    """Return the addresses of a page's style sheets but the print one, which every page has."""
    reader = _Styles()
    reader.feed(page)
    return reader.found


def shown(page: str, follow: Follow) -> str:
    """Return the body of a page with every link put through `follow` ('' for none) and nothing in it to be pressed.

    Its headings go down by one, and its names get a prefix: it stands within a page that has its own.
    """
    writer = _Writer(follow)
    writer.feed(body_of(page))
    writer.close()
    return "".join(writer.out)


class _Styles(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        said = dict(attrs)
        if tag == "link" and said.get("rel") == "stylesheet" and said.get("media") != "print" and said.get("href"):
            self.found.append(str(said["href"]))


class _Writer(HTMLParser):
    def __init__(self, follow: Follow) -> None:
        super().__init__(convert_charrefs=False)
        self.follow, self.out, self.gone = follow, list[str](), 0

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.gone += tag in GONE
        hidden = tag == "input" and ("type", "hidden") in attrs
        if not self.gone and not hidden and tag != "main":  # there is one main part in a page, and it is the other's
            kept = "".join(self._said(name, value) for name, value in self._kept(tag, attrs))
            self.out.append(f"<{_named(tag)}{kept}>")

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if not self.gone and self.out and tag not in PRESSED | {"br", "hr", "img", "wbr"}:
            self.out.append(f"</{_named(tag)}>")

    def handle_endtag(self, tag: str) -> None:
        if not self.gone:
            self.out.append(f"</{_named(tag)}>")
        self.gone -= tag in GONE

    def handle_data(self, data: str) -> None:
        self._as_it_is(data)

    def handle_entityref(self, name: str) -> None:
        self._as_it_is(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._as_it_is(f"&#{name};")

    def _as_it_is(self, text: str) -> None:
        if not self.gone:
            self.out.append(text)

    def _kept(self, tag: str, attrs: Attributes) -> Attributes:
        kept = [
            (name, value) for name, value in attrs if not (name.startswith(("hx-", "data-", "on")) or name in LEFT_OUT)
        ]
        if tag == "a":
            to = next((value for name, value in kept if name == "href" and value), "")
            place = f"#{PREFIX}{to[1:]}" if to.startswith("#") else self.follow(to)
            kept = [(name, value) for name, value in kept if name != "href"] + ([("href", place)] if place else [])
        return [*kept, ("disabled", None)] if tag in PRESSED else kept

    def _said(self, name: str, value: str | None) -> str:
        if value is None:
            return f" {name}"
        if name in NAMES:
            value = " ".join(PREFIX + word for word in value.split())
        return f' {name}="{escape(value)}"'


def _named(tag: str) -> str:
    """A form is no form here, and a heading is one below the page's own."""
    if tag == "form":
        return "div"
    return f"h{min(6, int(tag[1]) + 1)}" if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else tag
