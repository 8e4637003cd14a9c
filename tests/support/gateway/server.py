"""moto's server, with our API Gateway v2 in it."""

from __future__ import annotations

import json
import logging
import os
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from moto.core.config import default_user_config
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from tests.support.gateway import moto_gaps, moto_service

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


_CALLS = 1_000  # remembered at a time


def serving(host: str, port: int) -> BaseWSGIServer:
    """Return a server that listens already."""
    moto_service.install()
    moto_gaps.fill()
    default_user_config["lambda"] = {"use_docker": False}
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = _Once(_Candid(DomainDispatcherApplication(create_backend_app)))
    server = make_server(host, port, app, threaded=True, request_handler=MotoRequestHandler)
    # moto calls itself now and then.
    os.environ["MOTO_PORT"] = str(server.port)
    return server


class _Once:
    """
    Does once what a client asks for again because the answer was lost on its way.

    Where a machine is busy connections break now and then, and all clients of AWS send the same
    request again. AWS finds that out for itself.
    """

    def __init__(self, app: WSGIApplication) -> None:
        """Wrap an application."""
        self._app = app
        self._lock = threading.Lock()
        self._calls: OrderedDict[str, _Call] = OrderedDict()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as before where the call is known and went well."""
        name = environ.get("HTTP_AMZ_SDK_INVOCATION_ID")
        if name is None or environ["REQUEST_METHOD"] == "GET":
            return self._app(environ, start_response)
        with self._lock:
            call = self._calls.setdefault(name, _Call())
            while len(self._calls) > _CALLS:
                self._calls.popitem(last=False)
        with call.lock:
            if call.answer is None:
                answer = Response.from_app(self._app, environ)
                answer.make_sequence()  # to be sent more than once
                call.answer = answer if answer.status_code < 400 else None
            else:
                Request(environ).get_data()  # what is left unread would break the connection
                answer = call.answer
            return answer(environ, start_response)


@dataclass(slots=True)
class _Call:
    """One call of a client, however often it is sent."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    answer: Response | None = None


class _Candid:
    """
    Turns moto's gaps into answers that Terraform shows.

    The provider tries again for many minutes when a server fails, and cannot read moto's HTML.
    """

    def __init__(self, app: WSGIApplication) -> None:
        """Wrap moto's application."""
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer as moto does, unless moto has no answer."""
        try:
            response = Response.from_app(self._app, environ)
            is_html = response.status_code == 404 and response.mimetype == "text/html"
            problem = "unknown" if is_html else None
        except Exception as error:  # noqa: BLE001 whatever moto raises is to be shown
            problem = repr(error)
        if problem is None and response.status_code < 500:
            return response(environ, start_response)
        what = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        message = (
            f"the local AWS cannot do {what} {target}: {problem or response.get_data(as_text=True)}"
        )
        gap = Response(
            json.dumps({"__type": "LocalAwsGap", "message": message}),
            status=400,
            content_type="application/json",
            headers={"X-Amzn-ErrorType": "LocalAwsGap"},
        )
        return gap(environ, start_response)
