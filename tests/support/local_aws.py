"""
A local AWS for end-to-end tests: moto's server with a complete API Gateway v2.

``python -m tests.support.local_aws --port 0`` prints its URL once it listens.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
REGION = "eu-west-1"
_ROOT = Path(__file__).resolve().parents[2]
_SECONDS_TO_STOP = 10


class LocalAwsError(Exception):
    """The local AWS did not start."""


def environment(url: str) -> dict[str, str]:
    """Return what points the AWS provider, or any AWS client, at a local AWS."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_S3_USE_PATH_STYLE": "true",
        # A refusal is final here; the provider's own limit is 25 tries.
        "AWS_MAX_ATTEMPTS": "2",
    }


@contextmanager
def running() -> Iterator[str]:
    """Yield the URL of a local AWS that lives as long as the block, or as its parent."""
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.local_aws", "--port=0", "--follow-stdin"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
        )
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            if not url:
                process.wait(_SECONDS_TO_STOP)
                log.seek(0)
                raise LocalAwsError(log.read())
            yield url
        finally:
            process.terminate()
            process.communicate(timeout=_SECONDS_TO_STOP)


def reset(url: str) -> None:
    """Forget everything that a local AWS keeps."""
    request = urllib.request.Request(f"{url}/moto-api/reset", method="POST")  # noqa: S310 our own
    with urllib.request.urlopen(request):  # noqa: S310 our own
        pass


def published(url: str, api: str, deployment: str) -> dict[str, Any]:
    """Return what a deployment published: routes, integrations, authorizers and models by id."""
    path = f"{url}/v2/apis/{api}/deployments/{deployment}/snapshot"
    # The server tells services apart by what the signature says.
    scope = f"Credential=testing/20200101/{REGION}/apigateway/aws4_request"
    headers = {"Authorization": f"AWS4-HMAC-SHA256 {scope}, SignedHeaders=host, Signature=0"}
    request = urllib.request.Request(path, headers=headers)  # noqa: S310 our own
    with urllib.request.urlopen(request) as response:  # noqa: S310 our own
        snapshot: dict[str, Any] = json.load(response)
    return snapshot


def main(arguments: list[str] | None = None) -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="0, the default, takes a free one")
    parser.add_argument(
        "--follow-stdin", action="store_true", help="stop when standard input is closed"
    )
    options = parser.parse_args(arguments)
    # Certificates are issued at once, and functions are made without Docker.
    os.environ.setdefault("MOTO_ACM_VALIDATION_WAIT", "0")
    os.environ.setdefault("MOTO_IAM_LOAD_MANAGED_POLICIES", "true")
    # moto reads its settings when it is imported, and those who only start the server need none.
    from tests.support.gateway.server import serving

    server = serving(HOST, options.port)
    if options.follow_stdin:
        threading.Thread(target=_follow_stdin, daemon=True).start()
    print(f"http://{HOST}:{server.port}", flush=True)  # noqa: T201 the promised output
    server.serve_forever()


def _follow_stdin() -> None:
    """End with the parent, however it ended: its end of the pipe closes."""
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main()
