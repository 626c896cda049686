"""Files in a bucket, as fixtures; a folder's own conftest takes these."""

import pytest
from django.core.files.storage import default_storage

from tests.bucket_server import BucketServer


@pytest.fixture(scope="session")
def bucket_server(tmp_path_factory):
    """A real service that speaks S3, one for all tests of a folder."""
    server = BucketServer(tmp_path_factory.mktemp("bucket"))
    yield server
    server.close()


@pytest.fixture
def bucket(bucket_server, settings):
    """Files lie in a bucket of that service, which is emptied afterwards."""
    settings.STORAGES = {**settings.STORAGES, "default": bucket_server.store()}
    yield bucket_server
    let_go()
    bucket_server.empty()


def let_go():
    """Close what this thread has open to the store."""
    default_storage.connection.meta.client.close()
