"""A server of objects for the tests that ask for one."""

import logging
import urllib.request
from collections.abc import Iterator

import pytest

from tests.stores.server import KEYS, Store


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    s3fs = pytest.importorskip("s3fs", reason="the extra s3 is not installed: make s3")
    pytest.importorskip("moto.server", reason="the server of objects is not installed: make s3")
    made = Store()
    address = made.start()
    urllib.request.urlopen(urllib.request.Request(f"{address}/moto-api/reset", method="POST")).close()
    for name, value in {**KEYS, "AWS_DEFAULT_REGION": "us-east-1", "AWS_ENDPOINT_URL": address}.items():
        monkeypatch.setenv(name, value)
    made.files = s3fs.S3FileSystem(use_listings_cache=False, skip_instance_cache=True)
    log = logging.getLogger("werkzeug")
    log.addHandler(made)
    log.setLevel(logging.INFO)
    yield made
    log.removeHandler(made)
    made.stop()
