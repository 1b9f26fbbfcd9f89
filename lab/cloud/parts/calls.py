"""Which service and operation a request is, from whom; and the log of all calls."""
import collections
import json
import re
import threading
import time
import urllib.parse
from dataclasses import dataclass, field

import botocore.session

KEEP = 200_000
_SCOPE = re.compile(r"Credential=([^/,\s]+)/\d{8}/([^/]+)/([^/]+)/aws4_request")
_OLD = {"PutBucketLifecycle", "GetBucketLifecycle", "PutBucketNotification", "GetBucketNotification"}  # same paths as newer operations
_REST = {"elasticfilesystem": "efs", "s3": "s3", "lambda": "lambda"}


@dataclass
class Call:
    """One request, classified."""

    service: str = "unknown"
    operation: str = "Unknown"
    region: str = "us-east-1"
    account: str = ""
    access_key: str = ""
    params: dict = field(default_factory=dict)
    path: dict = field(default_factory=dict)
    suspect: str = ""
    by: str = ""  # the service that makes this call for somebody
    role: str = ""  # the role that it uses


def _rest_table(name):
    """(method, pattern, needed query keys, operation) of a REST service, most specific first."""
    model = botocore.session.get_session().get_service_model(name)
    table = []
    for operation in set(model.operation_names) - _OLD:
        http = model.operation_model(operation).http
        path, _, query = http["requestUri"].partition("?")
        keys = {part.partition("=")[0] for part in query.split("&") if part}
        pattern = re.sub(r"\\{(\w+)\\\+\\}", r"(?P<\1>.+)", re.escape(path).replace(r"\+", r"\+"))
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", pattern)
        table.append((http["method"], re.compile(f"^{pattern}/?$"), keys, operation, len(path)))
    return sorted(table, key=lambda row: (-len(row[2]), -row[4]))


class Classifier:
    """Reads service, operation and account from a request."""

    def __init__(self):
        self._tables = {service: _rest_table(model) for service, model in _REST.items()}

    def classify(self, environ, body):
        """The call behind a WSGI request."""
        query = urllib.parse.parse_qs(environ.get("QUERY_STRING", ""), keep_blank_values=True)
        call = Call()
        match = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if match:
            call.access_key, call.region, call.service = match.groups()
        elif "X-Amz-Credential" in query:
            parts = query["X-Amz-Credential"][0].split("/")
            if len(parts) == 5:
                call.access_key, call.region, call.service = parts[0], parts[2], parts[3]
        else:
            call.service = "s3" if environ.get("HTTP_X_AMZ_TARGET") is None else "unknown"
        target = environ.get("HTTP_X_AMZ_TARGET", "")
        if target:
            call.operation = target.rpartition(".")[2]
            call.params = _json(body)
        elif call.service in self._tables:
            self._rest(call, environ, query, body)
        else:
            self._query(call, environ, query, body)
        return call

    def _query(self, call, environ, query, body):
        """The form-encoded protocols."""
        if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            query = {**query, **urllib.parse.parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)}
        call.params = {key: values[0] for key, values in query.items()}
        call.operation = call.params.get("Action", "Unknown")

    def _rest(self, call, environ, query, body):
        """Services told apart by method and path."""
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        if call.service == "s3":
            call.operation, call.path = self._s3(method, path, query, environ)
            return
        for wanted, pattern, keys, operation, _ in self._tables[call.service]:
            found = pattern.match(path) if wanted == method and keys <= set(query) else None
            if found:
                call.operation = operation
                call.path = {key: urllib.parse.unquote(value) for key, value in found.groupdict().items()}
                call.params = {**{key: values[0] for key, values in query.items()}, **_json(body), **call.path}
                return

    def _s3(self, method, path, query, environ):
        """S3's operations depend on bucket or key, sub-resources and one header."""
        bucket, _, key = path.lstrip("/").partition("/")
        where = {"Bucket": bucket, "Key": key}
        if not bucket:
            return "ListBuckets", {}
        if method == "POST" and "delete" in query:
            return "DeleteObjects", where
        if method == "PUT" and key and "HTTP_X_AMZ_COPY_SOURCE" in environ:
            return ("UploadPartCopy" if "partNumber" in query else "CopyObject"), where
        if method == "GET" and not key and "list-type" in query:
            return "ListObjectsV2", where
        for wanted, pattern, keys, operation, _ in self._tables["s3"]:
            names = pattern.groupindex
            if wanted == method and ("Key" in names) == bool(key) and "Bucket" in names and keys <= set(query):
                if operation in ("CopyObject", "UploadPartCopy", "RenameObject", "ListObjectsV2", "DeleteObjects"):
                    continue
                if not keys and operation not in ("GetObject", "PutObject", "HeadObject", "DeleteObject", "ListObjects",
                                                  "CreateBucket", "HeadBucket", "DeleteBucket"):
                    if operation not in ("UploadPart", "AbortMultipartUpload", "CompleteMultipartUpload", "ListParts"):
                        continue
                if operation in ("UploadPart", "AbortMultipartUpload", "CompleteMultipartUpload", "ListParts") and "uploadId" not in query:
                    continue
                if operation in ("GetObject", "PutObject", "DeleteObject") and "uploadId" in query:
                    continue
                return operation, where
        return "Unknown", where


def _json(body):
    """A JSON object, {} for anything else."""
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


class CallLog:
    """Every call: in memory (bounded) and in DIR/calls.jsonl."""

    def __init__(self, path):
        self._rows = collections.deque(maxlen=KEEP)
        self._lock = threading.Lock()
        self._file = open(path, "a", encoding="utf-8", buffering=1)
        self._total = 0

    def add(self, call, status, began, fault=""):
        """Records one call."""
        row = {"time": round(began, 3), "account": call.account, "service": call.service, "operation": call.operation,
               "region": call.region, "status": status, "ms": round((time.time() - began) * 1000, 1)}
        if fault:
            row["fault"] = fault
        if call.suspect:
            row["suspect"] = call.suspect
        if call.by:
            row["by"] = call.by
        if call.path:
            row["path"] = "/".join(value for value in call.path.values() if value)
        with self._lock:
            self._total += 1
            row["n"] = self._total
            self._rows.append(row)
            self._file.write(json.dumps(row) + "\n")

    def rows(self, after=0):
        """The calls after a running number."""
        with self._lock:
            return [row for row in self._rows if row["n"] > after]

    def clear(self):
        """Forgets the calls in memory; the file stays."""
        with self._lock:
            self._rows.clear()
