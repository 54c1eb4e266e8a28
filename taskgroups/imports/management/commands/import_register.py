"""`taskgroups import_register FILE...`: schools from the national register."""

from taskgroups.imports.loading import LoadCommand
from taskgroups.imports.models import Import


class Command(LoadCommand):
    help = (
        "Load schools from the national register: a full extract (2017, 2024 or 2026), an export of its search page, "
        "or its file of links between schools. The same file twice changes nothing. Names and telephone numbers of "
        "heads are not read."
    )
    kind = Import.Kind.REGISTER
