"""An HTTP server on loopback that misbehaves as its paths say. Prints its port; stops when standard input ends.

/reset         reads the request, then resets the connection
/cut           promises 1,000 bytes, sends 10, closes
/silent        reads the request and never answers
/zeros/N       N zero bytes
/digest        SHA-256 and count of the request's body
/redirect      302 to /zeros/3
/headers       the request's head as text
"""

import hashlib
import json
import socket
import struct
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

STOP = threading.Event()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def pieces(self):
        left = int(self.headers.get("Content-Length", "0"))
        while left:
            piece = self.rfile.read(min(left, 1 << 20))
            if not piece:
                return
            left -= len(piece)
            yield piece

    def handle_any(self) -> None:
        path = self.path.split("?")[0]
        digest, count = hashlib.sha256(), 0
        for piece in self.pieces():
            digest.update(piece)
            count += len(piece)
        if path == "/reset":
            # Linger of zero: the kernel sends a reset instead of an orderly end.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
        elif path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"0123456789")
            self.close_connection = True
        elif path == "/silent":
            STOP.wait()
            self.close_connection = True
        elif path.startswith("/zeros/"):
            count = int(path.split("/")[2])
            self.send_response(200)
            self.send_header("Content-Length", str(count))
            self.end_headers()
            block = bytes(1 << 20)
            while count:
                self.wfile.write(block[: min(count, len(block))])
                count -= min(count, len(block))
        elif path == "/digest":
            self.answer(json.dumps({"sha256": digest.hexdigest(), "count": count}).encode())
        elif path == "/redirect":
            self.answer(b"", 302, Location="/zeros/3")
        elif path == "/headers":
            self.answer(f"{self.requestline}\n{self.headers}".encode())
        else:
            self.answer(b"", 404)

    do_GET = do_PUT = do_POST = do_HEAD = handle_any


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    STOP.set()


if __name__ == "__main__":
    main()
