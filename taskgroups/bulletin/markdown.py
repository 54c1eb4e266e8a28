"""Markdown to the HTML of an article: HTML in it is shown as text, and pictures are our own. No Django, no database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

PICTURE = "picture:"
TOP, DEEPEST = 2, 5  # an article's own heading is the h1 of its page; in print an h2


@dataclass(frozen=True)
class Shown:
    """A picture as a page shows it. Width and height are in pixels, 0 where they are not known."""

    address: str
    alt: str
    width: int = 0
    height: int = 0


Pictures = Mapping[str, Shown]


class _Renderer(RendererHTML):
    """Writes pictures of ours, and links where a picture is not ours: nothing is fetched from another host."""

    def image(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        token = tokens[idx]
        source = str(token.attrs.get("src", ""))
        words = self.renderInlineAsText(token.children or [], options, env)
        found = env["pictures"].get(source.removeprefix(PICTURE)) if source.startswith(PICTURE) else None
        if found is None:
            return _elsewhere(source, words)
        return _image(found, words)


def _image(found: Shown, words: str) -> str:
    size = Markup(' width="{}" height="{}"').format(found.width, found.height) if found.width and found.height else ""
    return Markup('<img src="{}" alt="{}"{} loading="lazy" class="hu-picture">').format(
        found.address, words or found.alt, size
    )


def _elsewhere(source: str, words: str) -> str:
    if source.startswith(PICTURE):
        return Markup("<em>{}</em>").format(words or "A picture that is no longer here")
    if not source.startswith(("https://", "http://")):
        return escape(words or source)
    return Markup('<a href="{}">{}</a>').format(source, words or source)


@cache
def _maker() -> MarkdownIt:
    made = MarkdownIt("commonmark", {"html": False, "linkify": False}, renderer_cls=_Renderer).enable("table")
    made.core.ruler.push("headings", _headings)
    return made


def _headings(state: Any) -> None:
    """Let the headings of an article begin at h2 and go down one at a time, whatever marks they were written with."""
    levels = [int(token.tag[1]) for token in state.tokens if token.type == "heading_open"]
    if not levels:
        return
    top = state.env.get("top", TOP)
    shift, last = top - min(levels), top - 1
    for token in state.tokens:
        if token.type == "heading_open":
            last = min(int(token.tag[1]) + shift, last + 1, DEEPEST)
            token.tag = f"h{last}"
        elif token.type == "heading_close":
            token.tag = f"h{last}"


def to_html(text: str, pictures: Pictures | None = None, *, base: str = "", top: int = TOP) -> Markup:
    """Return an article's Markdown as HTML that may stand in a page.

    `pictures` are those that `![words](picture:id)` may show, by their ids; `base` goes before the addresses of
    pictures where the page is read elsewhere, as in a feed; `top` is the level its headings begin at.
    """
    wanted = {key: Shown(base + one.address, one.alt, one.width, one.height) for key, one in (pictures or {}).items()}
    return Markup(_maker().render(text, {"pictures": wanted, "top": top}))  # noqa: S704 - HTML in the text is off


def pictures_without_words(text: str) -> list[str]:
    """Return the sources of pictures in a text that say nothing to somebody who cannot see them."""
    found: list[str] = []
    _each_image(_maker().parse(text), found.append)
    return found


def _each_image(tokens: Sequence[Token], tell: Callable[[str], object]) -> None:
    for token in tokens:
        if token.type == "image" and not token.content.strip():
            tell(str(token.attrs.get("src", "")))
        _each_image(token.children or [], tell)


def to_words(text: str) -> str:
    """Return plain words of a text in Markdown, for a summary or a letter."""
    return str(to_html(text).striptags()).strip()


def first_words(text: str, most: int = 220) -> str:
    """Return the beginning of a text in plain words, cut between two words."""
    words = " ".join(to_words(text[: 8 * most]).split())  # marks and addresses of links take room; more is not read
    if len(words) <= most:
        return words
    return words[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
