"""A real HTTP server on this machine that behaves as servers should not, for the tests of fetching."""

from __future__ import annotations

import contextlib
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterator
    from typing import Self

__all__ = ["Asked", "Server", "serving"]


class Asked:
    """One question, and the means to answer it as badly as one likes."""

    def __init__(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        self.path, self.number = handler.path, number
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self._handler = handler

    @property
    def first(self) -> int:
        """The first byte that was asked for."""
        return int(self.headers.get("range", "bytes=0-").removeprefix("bytes=").removesuffix("-"))

    def head(self, status: int = 200, **headers: object) -> None:
        """Send a status and headers; underscores stand for hyphens."""
        self._handler.send_response_only(status)
        for name, value in headers.items():
            self._handler.send_header(name.replace("_", "-"), str(value))
        self._handler.end_headers()
        self._handler.wfile.flush()

    def raw(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._handler.wfile.write(data)
        self._handler.wfile.flush()

    def file(self, data: bytes, *, status: int = 200, send: int | None = None, **headers: object) -> None:
        """Send a file as one should, or only its first bytes."""
        self.head(status, Content_Length=len(data), **headers)
        self.raw(data[:send])

    def cut(self) -> None:
        """End the connection without a word."""
        import socket

        with contextlib.suppress(OSError):
            self._handler.connection.shutdown(socket.SHUT_RDWR)
        self._handler.close_connection = True


class Server:
    """A server that answers each question by one function, and remembers what was asked."""

    def __init__(self, answer: Callable[[Asked], None], context: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self.close_connection = True
                asked = Asked(self, len(server.asked) + 1)
                server.asked.append(asked)
                with contextlib.suppress(OSError):  # the other side may have gone
                    answer(asked)

            def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the library calls it
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        if context is not None:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"{'http' if context is None else 'https'}://127.0.0.1:{self.port}/main.tar.gz"

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@contextlib.contextmanager
def serving(answer: Callable[[Asked], None]) -> Iterator[Server]:
    """Serve until the block is done."""
    with Server(answer) as server:
        yield server
