#!/usr/bin/env python3
"""Drives the Symphony Pod face with the vendor's own Python client (BDK 3.0.0), against a running server.

    symphony_bdk.py --binary PATH          starts a server of its own on a fresh database, with the demo's people
    symphony_bdk.py --url URL --person NAME:ID:KEYFILE --person NAME:ID:KEYFILE

Prints one line a step and exits with 1 at the first step that does not go as contract/symphony.md says.
"""

import argparse
import asyncio
import contextlib
import json
import logging
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from symphony.bdk.core.auth.exception import AuthUnauthorizedError
from symphony.bdk.core.config.loader import BdkConfigLoader
from symphony.bdk.core.service.connection.model.connection_status import ConnectionStatus
from symphony.bdk.core.symphony_bdk import SymphonyBdk
from symphony.bdk.gen.exceptions import ApiException

DEMO = ("ann.lee@demo.talkamie.example", "ben.ortiz@demo.talkamie.example")
UNKNOWN_ID = 9223372036854775807


class Person:
    def __init__(self, name, user_id, key_file):
        self.name, self.id, self.key_file = name, int(user_id), str(key_file)

    def client(self, url, key_file=None):
        address = urllib.parse.urlsplit(url)
        config = {
            "scheme": address.scheme,
            "host": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "context": address.path.rstrip("/"),
            "bot": {"username": self.name, "privateKey": {"path": key_file or self.key_file}},
            # A refused call must not be repeated at all: a short fuse shows it if it is.
            "retry": {"maxAttempts": 2, "initialIntervalMillis": 10, "multiplier": 1, "maxIntervalMillis": 10},
        }
        return SymphonyBdk(BdkConfigLoader.load_from_content(json.dumps(config)))


def check(what, seen, expected):
    if seen != expected:
        sys.exit(f"FAILED {what}: saw {seen!r}, expected {expected!r}")
    print(f"ok     {what}: {seen}")


async def refused(what, call, status):
    try:
        answer = await call
    except ApiException as error:
        check(what, error.status, status)
        body = json.loads(error.body)
        if body.get("code") != status or not body.get("message"):
            sys.exit(f"FAILED {what}: the body is {error.body!r}")
    else:
        sys.exit(f"FAILED {what}: answered {answer!r}, expected {status}")


def status_of(connection):
    return connection.status if isinstance(connection.status, str) else connection.status.value


async def forget(mine, me, theirs, them):
    """Brings two people to where nobody has asked, wherever they are."""
    try:
        status = status_of(await mine.get_connection(them))
    except ApiException as error:
        if error.status == 404:
            return
        raise
    if status == "REJECTED":
        await mine.create_connection(them)
        status = "PENDING_OUTGOING"
    if status == "PENDING_INCOMING":
        await mine.accept_connection(them)
    if status == "PENDING_OUTGOING":
        await theirs.accept_connection(me)
    await mine.remove_connection(them)


async def story(url, ann, ben):
    async with ann.client(url) as ann_bdk, ben.client(url) as ben_bdk:
        mine, theirs = ann_bdk.connections(), ben_bdk.connections()
        await forget(mine, ann.id, theirs, ben.id)

        await refused("info of nobody", mine.get_connection(ben.id), 404)
        await refused("accept nothing", mine.accept_connection(ben.id), 404)
        await refused("reject nothing", mine.reject_connection(ben.id), 404)
        await refused("remove nothing", mine.remove_connection(ben.id), 400)
        await refused("ask oneself", mine.create_connection(ann.id), 400)
        await refused("ask an unknown user", mine.create_connection(UNKNOWN_ID), 404)

        asked = await mine.create_connection(ben.id)
        check("create", (asked.user_id, status_of(asked), asked.request_counter), (ben.id, "PENDING_OUTGOING", 1))
        check("the other side", status_of(await theirs.get_connection(ann.id)), "PENDING_INCOMING")
        await refused("ask twice", mine.create_connection(ben.id), 400)
        await refused("ask back", theirs.create_connection(ann.id), 400)
        await refused("accept one's own request", mine.accept_connection(ben.id), 400)
        await refused("remove one's own request", mine.remove_connection(ben.id), 400)

        check("reject", status_of(await theirs.reject_connection(ann.id)), "REJECTED")
        await refused("accept after rejecting", theirs.accept_connection(ann.id), 400)
        await refused("the requester removes a rejected one", mine.remove_connection(ben.id), 400)
        check("remove a rejected one", await theirs.remove_connection(ann.id), None)
        check("it is back", status_of(await theirs.get_connection(ann.id)), "PENDING_INCOMING")
        check("remove a pending one", await theirs.remove_connection(ann.id), None)
        again = await mine.create_connection(ben.id)
        check("ask again", (status_of(again), again.request_counter), ("PENDING_OUTGOING", 2))
        check("the first time stays", again.first_requested_at, asked.first_requested_at)

        check("accept", status_of(await theirs.accept_connection(ann.id)), "ACCEPTED")
        await refused("accept twice", theirs.accept_connection(ann.id), 400)
        check("create when accepted", status_of(await mine.create_connection(ben.id)), "ACCEPTED")

        everything = await mine.list_connections()
        check("list", (ben.id, "ACCEPTED") in [(one.user_id, status_of(one)) for one in everything], True)
        for status in ConnectionStatus:
            listed = await mine.list_connections(status, [ben.id, ann.id, UNKNOWN_ID])
            expected = [ben.id] if status in (ConnectionStatus.ALL, ConnectionStatus.ACCEPTED) else []
            check(f"list {status.value} of some", [one.user_id for one in listed], expected)

        check("remove", await mine.remove_connection(ben.id), None)
        await refused("gone", theirs.get_connection(ann.id), 404)
        await refused("remove again", mine.remove_connection(ben.id), 400)

        session = await ann_bdk.sessions().get_session()
        check("session", (session.id, session.username, session.account_type), (ann.id, ann.name, "NORMAL"))
        found = await ann_bdk.users().list_users_by_ids([ben.id, ann.id, UNKNOWN_ID])
        check("users", ([user.id for user in found.users], [user.email_address for user in found.users]), ([ben.id, ann.id], [None, None]))

        # A session that the server does not know: the client logs in again at both places, and repeats the call.
        ann_bdk.bot_session()._session_token = "no.session"
        await refused("a call after the session ended", mine.get_connection(ben.id), 404)
        check("the session was renewed", ann_bdk.bot_session()._session_token != "no.session", True)
        check("and the key manager's", bool(await ann_bdk.bot_session().key_manager_token), True)

    async with ann.client(url, key_file=ben.key_file) as stranger:
        try:
            await stranger.connections().list_connections()
        except AuthUnauthorizedError:
            print("ok     another key: no session")
        else:
            sys.exit("FAILED another key: logged in")


@contextlib.contextmanager
def own_server(binary):
    """A server on a fresh database with two of the demo's people, who get keys."""
    with tempfile.TemporaryDirectory(prefix="talkamie-bdk-") as folder, socket.socket() as probe:
        folder = pathlib.Path(folder)
        database = f"sqlite:{folder / 'talkamie.db'}"

        def run(*args):
            done = subprocess.run([binary, *args, "--json", "--database", database], capture_output=True, text=True, cwd=folder)
            if done.returncode:
                sys.exit(f"talkamie {' '.join(args)}: {done.stderr or done.stdout}")
            return json.loads(done.stdout)

        run("demo")
        people = []
        for number, email in enumerate(DEMO):
            key = rsa.generate_private_key(65537, 2048)
            private, public = folder / f"{number}.pem", folder / f"{number}.pub.pem"
            private.write_bytes(key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
            public.write_bytes(key.public_key().public_bytes(
                serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
            known = run("user", "symphony-key", email, "--public-key", str(public))
            people.append(Person(known["username"], known["id"], private))
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        url = f"http://127.0.0.1:{port}"
        with open(folder / "server.log", "w") as log:
            server = subprocess.Popen(
                [binary, "serve", "--listen", f"127.0.0.1:{port}", "--database", database], stdout=log, stderr=log, cwd=folder)
        try:
            wait_for(f"{url}/openapi/symphony-pod.json", server)
            yield url, people
        finally:
            server.terminate()
            server.wait(20)


def wait_for(address, server):
    for _ in range(200):
        if server.poll() is not None:
            sys.exit("the server ended")
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    sys.exit("the server does not answer")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", help="the talkamie program, to start a server with")
    parser.add_argument("--url", help="where a server runs")
    parser.add_argument("--person", action="append", default=[], metavar="NAME:ID:KEYFILE")
    args = parser.parse_args()
    # The client logs every refusal at length; the steps say what came of it.
    logging.disable(logging.CRITICAL)
    if args.url and len(args.person) == 2:
        asyncio.run(story(args.url, *(Person(*person.split(":", 2)) for person in args.person)))
    elif args.binary and not args.url:
        with own_server(str(pathlib.Path(args.binary).resolve())) as (url, people):
            asyncio.run(story(url, *people))
    else:
        parser.error("either --binary, or --url with two --person")
    print("The Symphony BDK and the server understand each other.")


if __name__ == "__main__":
    main()
