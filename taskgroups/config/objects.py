"""Files in S3-compatible storage, where a setting names a bucket: the few calls Django's storage needs, no more.

No address of the store is ever given out: a signed link would go on working after a right has ended. Files are read
by the application, which asks each time who may.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from functools import cached_property
from typing import IO, Any

from django.core.files.base import File
from django.core.files.storage import Storage
from django.utils.deconstruct import deconstructible

IN_MEMORY = 1024 * 1024  # bytes of one file; what is larger waits on the disk while it is handed on


class Unreachable(OSError):
    """The store did not answer, or refused. The message says what it said."""


@deconstructible
class ObjectStorage(Storage):
    """Keeps files below `prefix` in `bucket`. Keys come from the surroundings, as every S3 tool reads them."""

    # Somebody waits for each call: a store that does not answer must be said to be so while they still look.
    connects_within, answers_within, tries = 3.0, 10.0, 2

    def __init__(self, bucket: str, prefix: str = "", endpoint: str = "", region: str = "") -> None:
        self.bucket, self.prefix, self.endpoint, self.region = bucket, prefix.strip("/"), endpoint, region

    @cached_property
    def _client(self) -> Any:
        """One client for all threads. Other stores than Amazon's want the bucket in the path, no late checksums."""
        from botocore.config import Config
        from botocore.session import get_session

        config = Config(
            connect_timeout=self.connects_within,
            read_timeout=self.answers_within,
            retries={"total_max_attempts": self.tries},
            s3={"addressing_style": "path" if self.endpoint else "auto"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        session = get_session()
        return session.create_client(
            "s3", region_name=self.region or None, endpoint_url=self.endpoint or None, config=config
        )

    def _open(self, name: str, mode: str = "rb") -> "File[bytes]":
        content: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  (the File closes it)
        with self._asking(name):
            found = self._client.get_object(Bucket=self.bucket, Key=self._key(name))
            with closing(found["Body"]) as body:  # its own `with` would not see that it was cut off
                shutil.copyfileobj(body, content, 64 * 1024)
        content.seek(0)
        return File(content, name=name)

    def _save(self, name: str, content: "File[Any]") -> str:
        content.seek(0)
        with self._asking(name):
            self._client.put_object(Bucket=self.bucket, Key=self._key(name), Body=content.file)
        return name

    def exists(self, name: str) -> bool:
        """Whether there is a file of that name."""
        try:
            self.size(name)
        except FileNotFoundError:
            return False
        return True

    def size(self, name: str) -> int:
        """Return how many bytes a file has. Raises FileNotFoundError."""
        with self._asking(name):
            return int(self._client.head_object(Bucket=self.bucket, Key=self._key(name))["ContentLength"])

    def get_modified_time(self, name: str) -> datetime:
        """Return when a file was written. Raises FileNotFoundError."""
        with self._asking(name):
            when: datetime = self._client.head_object(Bucket=self.bucket, Key=self._key(name))["LastModified"]
        return when

    def delete(self, name: str) -> None:
        """Take a file away; where there is none, nothing happens."""
        with self._asking(name):
            self._client.delete_object(Bucket=self.bucket, Key=self._key(name))

    def names(self) -> Iterator[str]:
        """Every file there is, in the order of the names."""
        with self._asking(""):
            pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._key(""))
            for page in pages:
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(self._key(""))

    def url(self, name: str | None) -> str:
        """Refused: see above."""
        raise NotImplementedError("Files are given out by the application, which asks each time who may.")

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    @contextmanager
    def _asking(self, name: str) -> Iterator[None]:
        """Say what goes wrong as an OSError, as with files on a disk."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            yield
        except ClientError as problem:
            if problem.response["ResponseMetadata"]["HTTPStatusCode"] == 404 and name:
                raise FileNotFoundError(name) from problem
            raise Unreachable(str(problem)) from problem
        except BotoCoreError as problem:
            raise Unreachable(str(problem)) from problem
