"""What schemathesis has to know about Talkamie: who calls, from where, and who is there to be talked to."""

import itertools
import os

import requests
import schemathesis

SERVER = os.environ["FUZZ_SERVER"]
ANN = {"email": "ann.lee@demo.talkamie.example", "password": "demo-password-1"}
# The person in the document's examples, who is nobody here: somebody of the demo people takes the place.
SOMEBODY = "0198c7d2-5a1e-7c3b-9f04-2d6a8b1c7e55"
addresses = (f"10.{n >> 16 & 255}.{n >> 8 & 255}.{n & 255}" for n in itertools.count(1))


def api(method, path, **request):
    response = requests.request(method, f"{SERVER}/v1{path}", headers={"X-Forwarded-For": next(addresses), **request.pop("headers", {})}, timeout=30, **request)
    response.raise_for_status()
    return response.json()["data"]


def sign_in():
    return api("POST", "/auth/sign-in", json=ANN)["tokens"]["access"]


@schemathesis.auth(refresh_interval=None)
class Token:
    """Ann's token; one of its own for what ends the session."""

    kept = None

    def get(self, case, _context):
        if case.operation.definition.raw.get("operationId") == "signOut":
            return sign_in()
        Token.kept = Token.kept or sign_in()
        return Token.kept

    def set(self, case, token, _context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {token}"}


everybody = api("GET", "/users", params={"pageSize": 50}, headers={"Authorization": f"Bearer {sign_in()}"})
ME = api("GET", "/auth", headers={"Authorization": f"Bearer {sign_in()}"})["user"]["id"]
people = itertools.cycle([person["id"] for person in everybody if person["id"] != ME])


def spoken(value):
    """The empty text, `null` and `undefined` mean "not given" here (contract A.6), so they are no invalid values. What takes their
    place is one, wherever a value has a shape."""
    if isinstance(value, list):
        return [spoken(item) for item in value]
    # Blanks around the value of a header are no part of it.
    said = value.strip() if isinstance(value, str) else value
    return "non sense" if said in (None, "", "null", "undefined") else value


@schemathesis.hook
def before_call(_context, case, _kwargs):
    for part in (case.query, case.headers):
        for name in list(part or {}):
            part[name] = spoken(part[name])
    # Pages continue where an answer said so; a key of one's own making is refused, however well it is shaped.
    if case.query and case.query.get("lastEvaluatedKey") != "non sense":
        case.query.pop("lastEvaluatedKey", None)
    # Files have addresses of one's own, which no document can know.
    if isinstance(case.body, dict) and case.meta.generation.mode.is_positive:
        for name in ("fileDirPath", "picture", "video", "certificate"):
            case.body.pop(name, None)
    # Limits count by address; fuzzing is to reach what lies behind them.
    case.headers = {**(case.headers or {}), "X-Forwarded-For": next(addresses)}
    # schemathesis also calls with ids that it was answered, Ann's own among them: she shall not delete herself.
    if (case.path_parameters or {}).get("id") in {SOMEBODY, ME}:
        own = case.operation.definition.raw.get("operationId") in {"updateUser", "changePassword"}
        case.path_parameters["id"] = ME if own else next(people)
