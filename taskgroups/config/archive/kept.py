"""The files people kept, in a folder or in a bucket: what an archive reads them from and puts them back into."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import IO, Protocol

from django.core.files.base import File
from django.core.files.storage import Storage

from taskgroups.config.archive.tables import Refused
from taskgroups.config.objects import IN_MEMORY, ObjectStorage, Unreachable

Put = Callable[[str, IO[bytes]], None]


class Kept(Protocol):
    """A place that files are kept in."""

    def names(self) -> list[str]:
        """Every file, by its name, in order."""

    def opened(self, name: str) -> AbstractContextManager[tuple[IO[bytes], int]]:
        """A file's content and how many bytes it has."""

    def taking(self) -> AbstractContextManager[Put]:
        """Put files into it, all or none: where the block fails, none stays. Raises Refused where some are there."""


class Folder:
    """A folder of this machine."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def names(self) -> list[str]:
        found = (p for p in self.path.rglob("*") if p.is_file() and not p.is_symlink()) if self.path.is_dir() else ()
        return sorted(path.relative_to(self.path).as_posix() for path in found)

    @contextmanager
    def opened(self, name: str) -> Iterator[tuple[IO[bytes], int]]:
        path = self.path / name
        with path.open("rb") as content:
            yield content, path.stat().st_size

    @contextmanager
    def taking(self) -> Iterator[Put]:
        """Files go into a folder beside it, which takes its place once all went well."""
        if self.path.is_dir() and any(self.path.iterdir()):
            raise Refused(f"The folder of files, {self.path}, is not empty. Point TASKGROUPS_VAR at an empty folder.")
        waiting = self.path.with_name(f"{self.path.name}.being-restored")
        shutil.rmtree(waiting, ignore_errors=True)
        try:
            waiting.mkdir(parents=True, mode=0o700)
            yield lambda name, content: _write(waiting / name, content)
            if self.path.is_dir():
                self.path.rmdir()
            waiting.replace(self.path)
        except OSError as problem:
            told = f"The folder {self.path} cannot be written. Make TASKGROUPS_VAR a folder you may write to."
            raise Refused(told) from problem
        finally:
            shutil.rmtree(waiting, ignore_errors=True)


class Bucket:
    """S3-compatible storage."""

    def __init__(self, storage: ObjectStorage) -> None:
        self.storage = storage

    def names(self) -> list[str]:
        return sorted(self.storage.names())

    @contextmanager
    def opened(self, name: str) -> Iterator[tuple[IO[bytes], int]]:
        with closing(self.storage.open(name)) as content:
            yield content, content.size

    @contextmanager
    def taking(self) -> Iterator[Put]:
        """What was put is taken away again where the block fails."""
        if next(self.storage.names(), None) is not None:
            raise Refused("The bucket that TASKGROUPS_FILES names holds files already. Name an empty one.")
        done: list[str] = []

        def put(name: str, content: IO[bytes]) -> None:
            done.append(name)
            with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as whole:  # a signature needs to read it twice
                shutil.copyfileobj(content, whole)
                self.storage.save(name, File(whole))

        try:
            yield put
        except Unreachable as problem:
            self._take_away(done)
            raise Refused(f"The store of files did not take them ({problem}). Nothing was put back.") from problem
        except BaseException:
            self._take_away(done)
            raise

    def _take_away(self, names: list[str]) -> None:
        for name in names:
            self.storage.delete(name)


def place_of(files: Path | Storage) -> Kept:
    """Return the place of files that a path, or a storage of Django's, is."""
    if isinstance(files, ObjectStorage):
        return Bucket(files)
    return Folder(files if isinstance(files, Path) else Path(files.path("")))


def _write(path: Path, content: IO[bytes]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        path.chmod(0o600)
        shutil.copyfileobj(content, out)
