"""The control interface under /lab/."""
import json
import urllib.parse

from . import answers

ROUTES = {}


def route(method, name):
    """Registers one function(front, query, data)."""
    def register(function):
        ROUTES[method, name] = function
        return function
    return register


def handle(front, method, path, query, body):
    """Carries out one control request."""
    name, _, rest = path.partition("/")
    function = ROUTES.get((method, name))
    if not function:
        raise answers.Refusal("NoSuchRoute", f"{method} /lab/{name}")
    arguments = {key: values[0] for key, values in urllib.parse.parse_qs(query).items()}
    if rest:
        arguments["rest"] = rest
    try:
        data = json.loads(body) if body else {}
    except ValueError as error:
        raise answers.Refusal("BadJSON", str(error)) from None
    return answers.json_answer(function(front, arguments, data), 200, "application/json")


@route("GET", "health")
def _health(front, _query, _data):
    return {"ok": True, "port": front.cloud.port}


@route("POST", "faults")
def _arm(front, _query, data):
    return front.faults.arm(data)


@route("GET", "faults")
def _armed(front, _query, _data):
    return {"faults": front.faults.list()}


@route("DELETE", "faults")
def _disarm(front, _query, _data):
    front.faults.clear()
    return {"faults": []}


@route("GET", "calls")
def _calls(front, query, _data):
    return {"calls": front.log.rows(int(query.get("after", 0)))}


@route("DELETE", "calls")
def _forget(front, _query, _data):
    front.log.clear()
    return {}


@route("POST", "delays")
def _delays(front, _query, data):
    unknown = set(data) - set(front.cloud.delays)
    if unknown:
        raise answers.Refusal("UnknownDelay", ", ".join(sorted(unknown)))
    front.cloud.delays.update({key: float(value) for key, value in data.items()})
    return front.cloud.delays


@route("GET", "delays")
def _show_delays(front, _query, _data):
    return front.cloud.delays


@route("GET", "suspects")
def _suspects(front, _query, _data):
    return {"suspects": front.cloud.suspects.describe()}
