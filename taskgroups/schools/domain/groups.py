"""Authorities, trusts and districts that files name: found, or made in bulk."""

from typing import Any

from taskgroups.schools.models import Authority, District, Trust

Code = tuple[str, str]


class Groups:
    """The groups an installation has, read once; `settle` turns what rows say of them into their keys."""

    def __init__(self) -> None:
        self.authorities: dict[str, int] = dict(Authority.objects.values_list("code", "pk"))
        self._by_code: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        for pk, code, name in Trust.objects.values_list("pk", "code", "name"):
            self._remember(pk, code, name)
        self.districts: dict[tuple[int, str], int] = {}
        self.drawn: set[int] = set()
        for pk, authority, name, drawn in District.objects.values_list("pk", "authority_id", "name", "drawn"):
            self.districts[authority, name] = pk
            if drawn:
                self.drawn.add(pk)

    def _remember(self, pk: int, code: str | None, name: str) -> None:
        if code:
            self._by_code[code] = pk
        self._by_name.setdefault(name.lower(), pk)

    def settle(self, rows: list[list[Any]]) -> None:
        """Replace authority, trust and district at the head of each row by their keys, making those that are new."""
        self.need_authorities({row[0] for row in rows if row[0]})
        self.need_trusts({row[1] for row in rows if row[1]})
        self._need_districts({row[2] for row in rows if row[2]})
        authorities, districts = self.authorities, self.districts
        for row in rows:
            if row[0]:
                row[0] = authorities[row[0][0]]
            if row[1]:
                row[1] = self.trust(row[1])
            if row[2]:
                row[2] = districts[authorities[row[2][0]], row[2][1]]

    def need_authorities(self, wanted: set[Code]) -> None:
        """Make the authorities (code, name) that are not there yet."""
        new = {code: name for code, name in sorted(wanted) if code not in self.authorities}
        made_now = Authority.objects.bulk_create(Authority(code=code, name=name or code) for code, name in new.items())
        for made in made_now:
            self.authorities[made.code] = made.pk

    def need_trusts(self, wanted: set[Code]) -> None:
        """Make the trusts (code or '', name) that are not there yet; a trust known by name alone learns its code."""
        for code, name in wanted:
            if code and code not in self._by_code and name.lower() in self._by_name:
                pk = self._by_name[name.lower()]
                if Trust.objects.filter(pk=pk, code=None).update(code=code):
                    self._by_code[code] = pk
        unknown = [one for one in sorted(wanted) if not self._known(*one)]
        new = {code or name.lower(): (code or None, name) for code, name in unknown}
        for made in Trust.objects.bulk_create(Trust(code=code, name=name) for code, name in new.values()):
            self._remember(made.pk, made.code, made.name)

    def _known(self, code: str, name: str) -> bool:
        return code in self._by_code if code else name.lower() in self._by_name

    def trust(self, wanted: Code) -> int:
        """The key of a trust that is there."""
        return self._by_code[wanted[0]] if wanted[0] else self._by_name[wanted[1].lower()]

    def _need_districts(self, wanted: set[Code]) -> None:
        new = {(self.authorities[code], name) for code, name in wanted} - self.districts.keys()
        for made in District.objects.bulk_create(District(authority_id=pk, name=name) for pk, name in sorted(new)):
            self.districts[made.authority_id, made.name] = made.pk
