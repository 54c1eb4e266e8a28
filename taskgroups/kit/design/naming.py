"""Forms whose words are kept, and in which no pupil may be named: they ask once where it looks as if one is."""

from typing import Any, ClassVar

from markupsafe import Markup

from taskgroups.kit.design.fields import LongTextField, TextField, TickField
from taskgroups.kit.design.forms import Form
from taskgroups.kit.design.pupil_names import looks_like_pupil_name

TICK = "no_pupil"


def question(name: str) -> str:
    """What a form says beside the tick, where `name` looks like a pupil's name."""
    return f"‘{name}’ looks like a pupil's name. Take it out, or tick that it is not."


def notice(name: str) -> str:
    """What is said of words kept already, where `name` looks like a pupil's name."""
    return f"‘{name}’ looks like a pupil's name. If it is, take it out: no pupil is named here."


class NamesNoPupil(Form):
    """Comes back once with a tick where words newly typed look as if they name a pupil; nothing typed is lost.

    The tick exists only on the form that comes back: last, or where the template says `{{ form.asked() }}`.
    """

    asks = True  # False: nothing is ever refused; the view says of `may_name()` what is to be said
    unread: ClassVar[tuple[str, ...]] = ()  # fields of text in which adults are named by their role, or links stand

    def clean(self) -> dict[str, Any]:
        """Ask, where words that are not the form's first ones look as if they name a pupil."""
        said = super().clean() or self.cleaned_data
        name = self.may_name(new=True) if self.asks else ""
        if name:
            tick = TickField("No pupil is named here", required=False)
            self.fields[TICK] = tick
            if not tick.widget.value_from_datadict(self.data, self.files, self.add_prefix(TICK)):
                self.add_error(TICK, question(name))
        return said

    def may_name(self, *, new: bool = False) -> str:
        """Return what looks like a pupil's name in the words given (only in those changed, where `new`), or ''."""
        read = [
            name
            for name, field in self.fields.items()
            if isinstance(field, TextField | LongTextField) and name not in self.unread
        ]
        return looks_like_pupil_name("\n".join(self._words(name) for name in read if not new or self._is_new(name)))

    def asked(self) -> Markup:
        """Return the tick where it was asked for, and nothing before."""
        return self[TICK].as_field() if TICK in self.fields else Markup()  # type: ignore[attr-defined]

    def _words(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    def _is_new(self, name: str) -> bool:
        before = self.get_initial_for_field(self.fields[name], name) or ""
        return self._words(name).split() != str(before).split()
