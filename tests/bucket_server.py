"""A real service that speaks S3, on the loopback: SeaweedFS out of its package, in a folder of its own."""

import json
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from sinovik.embedded import processes

PROGRAM = Path(sys.executable).with_name("weed")
BUCKET, KEY, SECRET, REGION = "sinovik", "kunci-uji", "rahasia-uji", "us-east-1"
# Far more than it needs; its parts find each other in steps of seconds.
PATIENCE = 120
# Each of its servers listens on a second port besides, so much higher.
SECOND = 10_000
# Little room, and nothing that the portal does not ask for.
SMALL = ("-volume.max=8", "-master.volumeSizeLimitMB=64", "-volume.minFreeSpace=1", "-s3.port.iceberg=0")
NOTHING_ELSE = ("-s3.port.lance=0",)


class BucketServer:
    """Master, volumes, filer and S3 in one process. It can be killed and comes back with what it had."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "data").mkdir(parents=True)
        who = {"accessKey": KEY, "secretKey": SECRET}
        allowed = ["Admin", "Read", "Write", "List"]
        told = {"identities": [{"name": "sinovik", "credentials": [who], "actions": allowed}]}
        (folder / "s3.json").write_text(json.dumps(told))
        self.ports = {name: free_pair() for name in ("master", "volume", "filer", "s3")}
        # Somebody else's way to it, past the portal.
        self.client = boto3.client(
            "s3",
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
            config=Config(connect_timeout=2, read_timeout=10, retries={"total_max_attempts": 1}),
        )
        self.start()
        self.until(self.makes_bucket)
        self.until(self.takes)

    @property
    def endpoint(self):
        return f"http://127.0.0.1:{self.ports['s3']}"

    @property
    def environment(self):
        """What tells a portal of it."""
        return {"S3_BUCKET": BUCKET, "S3_ENDPOINT": self.endpoint, "S3_ACCESS_KEY": KEY, "S3_SECRET_KEY": SECRET}

    def store(self, endpoint=None):
        """The same for the settings of this process."""
        where = {"bucket_name": BUCKET, "endpoint_url": endpoint or self.endpoint, "region_name": REGION}
        return {
            "BACKEND": "accounts.files.store.bucket.Bucket",
            "OPTIONS": {**where, "access_key": KEY, "secret_key": SECRET},
        }

    def put(self, name, content):
        self.client.put_object(Bucket=BUCKET, Key=name, Body=content)

    def get(self, name):
        return self.client.get_object(Bucket=BUCKET, Key=name)["Body"].read()

    def delete(self, name):
        self.client.delete_object(Bucket=BUCKET, Key=name)

    def names(self):
        """Everything that lies there."""
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return sorted(one["Key"] for page in pages for one in page.get("Contents", ()))

    def empty(self):
        for name in self.names():
            self.delete(name)

    def start(self):
        ports = [f"-{name}.port={port}" for name, port in self.ports.items()]
        own = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={self.folder / 'data'}"]
        door = ["-filer", "-s3", f"-s3.config={self.folder / 's3.json'}"]
        with (self.folder / "weed.log").open("ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "server", *door, *own, *ports, *SMALL, *NOTHING_ELSE], cwd=self.folder, stdout=log, stderr=log
            )

    def makes_bucket(self):
        with suppress(ClientError, BotoCoreError):
            self.client.create_bucket(Bucket=BUCKET)
            return True
        return False

    def takes(self):
        """Whether it keeps a file; its door opens before there is room behind it."""
        with suppress(ClientError, BotoCoreError):
            self.put("ada", b"ada")
            self.delete("ada")
            return True
        return False

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def come_back(self):
        self.start()
        self.until(self.takes)

    def until(self, happens):
        end = time.monotonic() + PATIENCE
        while not happens():
            assert self.process.poll() is None, (self.folder / "weed.log").read_text()[-3000:]
            assert time.monotonic() < end, (self.folder / "weed.log").read_text()[-3000:]
            time.sleep(0.2)

    def close(self):
        self.client.close()
        self.process.kill()
        self.process.wait()


def free_pair():
    """A port that is free, and so is the one that its server takes besides."""
    while True:
        port = processes.free_port()
        with suppress(OSError, OverflowError), socket.socket() as second:
            second.bind(("127.0.0.1", port + SECOND))
            return port
