"""A threaded server that stops at once on SIGTERM and Ctrl-C."""

import signal
import socketserver
import sys
from types import FrameType
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from sandbox.application import Application

HOST = "127.0.0.1"


class _Server(socketserver.ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64

    def server_bind(self) -> None:
        """Bind without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]
        self.setup_environ()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of silent or vanished browsers."""
        if not isinstance(sys.exc_info()[1], TimeoutError | ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(WSGIRequestHandler):
    timeout = 20
    """Browsers open connections ahead and leave them silent."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: /control/requests tells more."""


def open_server(port: int) -> WSGIServer:
    """Take the port (0 means any); OSError when it is busy."""
    return _Server((HOST, port), _Handler)


def serve(server: WSGIServer, application: Application) -> None:
    """Answer until SIGTERM or Ctrl-C."""
    for number in (signal.SIGTERM, signal.SIGINT):
        # Said anew: whoever starts us in the background has Ctrl-C ignored.
        signal.signal(number, _stop)
    server.set_app(application)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        pass
    finally:
        server.server_close()


def _stop(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
