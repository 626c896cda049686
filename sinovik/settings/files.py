"""Where files lie: a folder of this machine, or a bucket that all machines share. Part of `settings`."""

from sinovik.settings.watching import ENVIRONMENT

# The name of a bucket; empty: files lie in MEDIA_ROOT.
S3_BUCKET = ENVIRONMENT.str("S3_BUCKET", default="")
BUCKET = {
    "bucket_name": S3_BUCKET,
    # Of Amazon's own service where nothing is named.
    "endpoint_url": ENVIRONMENT.str("S3_ENDPOINT", default="") or None,
    "region_name": ENVIRONMENT.str("S3_REGION", default="us-east-1"),
    # Where the machines themselves are known to the service, none of these is needed.
    "access_key": ENVIRONMENT.str("S3_ACCESS_KEY", default="") or None,
    "secret_key": ENVIRONMENT.str("S3_SECRET_KEY", default="") or None,
    # A PEM file of authorities that sign the service's certificate; those of the system where nothing is named.
    "verify": ENVIRONMENT.str("S3_AUTHORITIES", default="") or None,
}
STORE = (
    {"BACKEND": "accounts.files.store.bucket.Bucket", "OPTIONS": BUCKET}
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
)
