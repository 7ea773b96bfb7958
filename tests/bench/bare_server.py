"""The tuned bare server: gevent's pywsgi, three lines made right, a fixed answer.

TCP_NODELAY, headers and body in one write, `gevent.sleep(0)` after every request:
what this machine can do when nothing is checked. Prints its port, serves until killed.
With a number as argument it answers with a page of that many bytes; 0: with a 304.
"""

import socket
import sys

import gevent
from gevent.pywsgi import WSGIHandler, WSGIServer

BODY = b'{"status": "ok"}'
STATUS, KIND = "200 OK", "application/json"
if sys.argv[1:]:
    BODY = b"x" * int(sys.argv[1])
    STATUS, KIND = ("200 OK" if BODY else "304 Not Modified"), "text/html"
HEADERS = [("Content-Type", KIND), ("Content-Length", str(len(BODY)))]


def app(environ, start_response):
    start_response(STATUS, HEADERS)
    return [BODY]


class TunedHandler(WSGIHandler):
    def handle_one_request(self):
        result = super().handle_one_request()
        gevent.sleep(0)
        return result

    def _write_with_headers(self, data):
        self.headers_sent = True
        self.finalize_headers()
        lines = [b"HTTP/1.1 " + self.status]
        lines += [name + b": " + value for name, value in self.response_headers]
        self._sendall(b"\r\n".join(lines) + b"\r\n\r\n" + data)


def main():
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    listener.setblocking(False)  # noqa: FBT003  positional-only
    print(listener.getsockname()[1], flush=True)
    WSGIServer(
        listener,
        app,
        log=None,
        handler_class=TunedHandler,
        environ={"SERVER_NAME": "127.0.0.1"},
    ).serve_forever()


if __name__ == "__main__":
    main()
