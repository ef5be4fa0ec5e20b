"""A council's directory for the tests: OpenID Connect with authorization code, PKCE and signed tokens, on this machine alone."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT = "footprint"
SECRET = "a-secret-of-the-tests"
_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class Directory:
    """Who comes next, and what was asked: the tests set `person` and `wrong`, and read `asked`."""

    address: str = ""
    person: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, Any] = field(default_factory=dict)
    """Claims of the token that are not as they should be."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def configuration(self) -> dict[str, Any]:
        """What a client must know."""
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys", "userinfo_endpoint": "me"}
        return {"issuer": self.address} | {name: f"{self.address}/{end}" for name, end in ends.items()}

    def authorize(self, told: dict[str, str]) -> str:
        """Where the browser is sent back to, as if the person had signed in."""
        self.asked.append(told)
        code = secrets.token_urlsafe(16)
        self.codes[code] = told
        return f"{told['redirect_uri']}?{urlencode({'code': code, 'state': told['state']})}"

    def token(self, told: dict[str, str]) -> dict[str, Any] | None:
        """A token for a code that was not used before and whose verifier fits, or nothing."""
        asked = self.codes.pop(told.get("code", ""), None)
        if asked is None or told.get("client_secret") != SECRET or told.get("redirect_uri") != asked["redirect_uri"]:
            return None
        digest = hashlib.sha256(told.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != asked.get("code_challenge"):
            return None
        return {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": self._id_token()}

    def _id_token(self) -> str:
        now = int(time.time())
        claims = {"iss": self.address, "aud": CLIENT, "iat": now, "exp": now + 300, **self.person, **self.wrong}
        return jwt.encode(claims, _KEY, algorithm="RS256", headers={"kid": "one"})

    def me(self) -> dict[str, Any]:
        """What is known of the person."""
        return self.person

    def keys(self) -> dict[str, Any]:
        """The public key."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_KEY.public_key()))
        return {"keys": [key | {"kid": "one", "alg": "RS256", "use": "sig"}]}


def _handler(directory: Directory) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/authorize":
                self.send_response(302)
                self.send_header("Location", directory.authorize(_flat(parts.query)))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            answers = {
                "/.well-known/openid-configuration": directory.configuration,
                "/keys": directory.keys,
                "/me": lambda: directory.person,
            }
            self._json(answers[parts.path]())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            found = directory.token(_flat(body))
            self._json(found or {"error": "invalid_grant"}, 200 if found else 400)

        def _json(self, told: dict[str, Any], status: int = 200) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """A test's output is for its findings."""

    return Handler


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query).items()}


@contextmanager
def directory() -> Iterator[Directory]:
    """A directory on a free port of this machine."""
    found = Directory()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(found)) as server:
        found.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield found
        server.shutdown()
        thread.join()
