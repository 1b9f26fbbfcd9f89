"""The HTTP server: one endpoint for every service, around moto's dispatcher."""
import io
import json
import threading
import time
import traceback

from moto.iam.models import get_account_id_from
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

from . import answers, calls, faults, lab_api

BODY_LIMIT = 6 << 30
OWN = {}  # (service, operation) -> function(call) that returns JSON or an Answer
BEFORE = {}  # (service, operation) -> function(call, environ, body) that may refuse
AFTER = {}  # (service, operation) -> function(call, answer) that may change the answer
REFINE = []  # functions(call, environ, body) that see every request of a suspect or with a presigned URL


def own(service, *operations):
    """Registers an operation that is answered here instead of by moto."""
    def register(function):
        for operation in operations:
            OWN[service, operation] = function
        return function
    return register


def before(service, *operations):
    """Registers a check that runs before moto."""
    def register(function):
        for operation in operations:
            BEFORE.setdefault((service, operation), []).append(function)
        return function
    return register


def after(service, *operations):
    """Registers a correction of moto's answer."""
    def register(function):
        for operation in operations:
            AFTER.setdefault((service, operation), []).append(function)
        return function
    return register


class Handler(WSGIRequestHandler):
    """Quiet; survives connections that faults have cut."""

    timeout = 130

    def log(self, type, message, *args):  # noqa: A002 (the base class's name)
        """No access log: calls.jsonl has more."""

    def handle(self):
        """Serves one connection."""
        try:
            super().handle()
        except (OSError, ValueError):
            pass

    def finish(self):
        """Ends a connection, cut or not."""
        try:
            super().finish()
        except (OSError, ValueError):
            pass


class Front:
    """The WSGI application."""

    def __init__(self, cloud):
        self.cloud = cloud
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.classifier = calls.Classifier()
        self.log = calls.CallLog(f"{cloud.folder}/calls.jsonl")
        self.faults = faults.Faults()

    def __call__(self, environ, start_response):
        began = time.time()
        body = _read(environ)
        environ["wsgi.input"], environ["CONTENT_LENGTH"] = io.BytesIO(body), str(len(body))
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        path = environ.get("PATH_INFO", "")
        if path.startswith("/lab/"):
            answer = self._control(environ, path, body)
        elif path.startswith("/moto-api"):
            answer = self._moto(environ)
        else:
            answer = self._service(environ, body, began)
        headers = [(key, value) for key, value in answer.headers.items() if key.lower() != "content-length"]
        if environ["REQUEST_METHOD"] == "HEAD":
            headers += [(key, value) for key, value in answer.headers.items() if key.lower() == "content-length"]
        else:
            headers.append(("Content-Length", str(len(answer.body))))
        start_response(f"{answer.status} {'OK' if answer.status < 300 else 'ERROR'}", headers)
        return [answer.body]

    def _control(self, environ, path, body):
        """The lab's own interface; never reachable from a suspect."""
        if environ.get("REMOTE_PORT") in self.cloud.suspects.links:
            return answers.Answer(404, b"")
        try:
            return lab_api.handle(self, environ["REQUEST_METHOD"], path[5:], environ.get("QUERY_STRING", ""), body)
        except answers.Refusal as error:
            return answers.json_answer({"error": error.code, "message": error.message}, 400, "application/json")
        except Exception as error:  # reported, not swallowed
            traceback.print_exc()
            return answers.json_answer({"error": type(error).__name__, "message": str(error)}, 500, "application/json")

    def _service(self, environ, body, began):
        """One call of a service, with faults and log."""
        call = self.classifier.classify(environ, body)
        call.account = get_account_id_from(call.access_key) if call.access_key else self.cloud.home
        call.suspect = self.cloud.suspects.links.get(environ.get("REMOTE_PORT"), "")
        if not call.suspect:
            call.by, call.role = environ.get("HTTP_X_LAB_BY", ""), environ.get("HTTP_X_LAB_ROLE", "")
        fault = self.faults.pick(call)
        status = 0
        try:
            answer = faults.before(fault, call, environ) if fault else None
            if answer is None:
                answer = self._carry_out(call, environ, body)
                if fault:
                    faults.after(fault, answer, environ)
            status = answer.status
            return answer
        finally:
            self.log.add(call, status, began, fault["kind"] if fault else "")

    def _carry_out(self, call, environ, body):
        """Own operation, or moto's with our checks around it."""
        where = (call.service, call.operation)
        try:
            for function in REFINE:
                function(call, environ, body)
            for function in BEFORE.get(where, ()):
                result = function(call, environ, body)
                if isinstance(result, answers.Answer):
                    return result
            if where in OWN:
                result = OWN[where](call)
                return result if isinstance(result, answers.Answer) else answers.json_answer(result)
            with self.cloud.lock:
                answer = self._moto(environ)
            if answer.status == 500 and b"<!doctype html" in answer.body[:200].lower():
                self._note(call, answer)
                answer = answers.internal(call.service, 500)
            for function in AFTER.get(where, ()):
                answer = function(call, answer) or answer
            return answer
        except answers.Refusal as error:
            return answers.refusal(call.service, error.code, error.message, error.status)
        except Exception:  # a mistake of the lab: told in DIR/server.log, 500 to the client
            print(f"{call.service} {call.operation}", flush=True)
            traceback.print_exc()
            return answers.internal(call.service, 500)

    def _note(self, call, answer):
        """Tells in the log that moto has no such operation (or failed in it)."""
        text = answer.body.decode("utf-8", "replace")
        at = text.find("<title>")
        print(f"moto: {call.service} {call.operation}: {text[at + 7:at + 300] if at >= 0 else text[-400:]}", flush=True)

    def _moto(self, environ):
        """Runs moto's application and gathers its answer."""
        told = {}

        def start(status, headers, exc_info=None):
            told["status"], told["headers"] = int(status.split(" ", 1)[0]), headers
            return lambda data: None
        try:
            result = self.moto(environ, start)
        except ConnectionError:
            raise
        except Exception as error:  # moto answers 500 with a page; with debug on it raises
            traceback.print_exc()
            return answers.Answer(500, f"<!doctype html><title>{type(error).__name__}: {error}".encode(), {})
        try:
            body = b"".join(result)
        finally:
            if hasattr(result, "close"):
                result.close()
        headers = {}
        for key, value in told["headers"]:
            headers[key] = value
        return answers.Answer(told["status"], body, headers)


def _read(environ):
    """The whole request body, of either framing."""
    stream, length = environ["wsgi.input"], environ.get("CONTENT_LENGTH")
    if environ.get("wsgi.input_terminated"):
        return stream.read(BODY_LIMIT)
    return stream.read(min(int(length), BODY_LIMIT)) if length else b""


def start(cloud, port):
    """Binds the server and serves in a thread; returns the server."""
    server = make_server("127.0.0.1", port, None, threaded=True, request_handler=Handler)
    server.daemon_threads = True
    server.block_on_close = False
    cloud.port = server.server_port
    cloud.front = Front(cloud)
    server.app = cloud.front
    threading.Thread(target=server.serve_forever, args=(0.2,), daemon=True, name="http").start()
    return server


def dumps(value):
    """JSON for people and programs."""
    return json.dumps(value, indent=1, sort_keys=True, default=str)
