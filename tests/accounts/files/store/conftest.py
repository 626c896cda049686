"""Files in a bucket too."""

from tests.bucket_fixtures import bucket, bucket_server

__all__ = ["bucket", "bucket_server"]
