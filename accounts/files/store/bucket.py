"""The store as a bucket of a service that speaks S3, which every machine of the portal reads and writes.

What goes wrong there is said as a disk would say it, so that nobody beside this module knows of the service. A file is
fetched whole before its first byte is read: what is cut on the way is a fault, never half a file.
"""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from tempfile import SpooledTemporaryFile

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from storages.backends.s3 import S3Storage

from accounts.files.sizes import MEBIBYTE

# A larger file waits on the machine's disk while it is handed on.
IN_MEMORY = 4 * MEBIBYTE
# Seconds for a connection, and for a byte more. Three tries in all, with pauses between them.
CONNECT, SILENCE, TRIES = 3, 20, 3
NOT_THERE = {"404", "NoSuchKey"}


class Bucket(S3Storage):
    """Files under their names in one bucket; options as django-storages has them. Every fault is an OSError."""

    def __init__(self, **options):
        style = "path" if options.get("endpoint_url") else "auto"
        config = Config(
            connect_timeout=CONNECT,
            read_timeout=SILENCE,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            s3={"addressing_style": style},
        )
        # Without threads a file is sent by who keeps it, in as much memory as one part takes.
        super().__init__(client_config=config, transfer_config=TransferConfig(use_threads=False), **options)

    def _open(self, name, mode="rb"):
        """The whole file, from its first byte. Nothing is written by opening it."""
        if mode != "rb":
            raise ValueError("A file of a bucket is kept whole, by saving it.")
        content = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - whoever reads it closes it
        try:
            with as_a_disk(name):
                answer = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
                with closing(answer["Body"]) as body:
                    shutil.copyfileobj(body, content)
        except OSError:
            content.close()
            raise
        content.seek(0)
        return File(content, name)

    def _save(self, name, content):
        with as_a_disk(name):
            return super()._save(name, content)

    def delete(self, name):
        with as_a_disk(name):
            super().delete(name)

    def exists(self, name):
        with as_a_disk(name):
            return super().exists(name)

    def size(self, name):
        with as_a_disk(name):
            return super().size(name)

    def listdir(self, path):
        with as_a_disk(path):
            return super().listdir(path)


@contextmanager
def as_a_disk(name: str) -> Iterator[None]:
    """What the service says of a name, as a disk says it: FileNotFoundError, or another OSError."""
    try:
        yield
    except ClientError as fault:
        kind = FileNotFoundError if fault.response["Error"]["Code"] in NOT_THERE else OSError
        raise kind(f"{name}: {fault}") from fault
    except (Boto3Error, BotoCoreError) as fault:
        raise OSError(f"{name}: {fault}") from fault
