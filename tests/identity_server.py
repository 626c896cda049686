"""A provider of identities on the loopback: OpenID Connect by its book, and wrong in one thing at a time on demand.

Code flow with PKCE (RFC 7636): discovery, authorization, token, keys, userinfo. `person` is who sits before it.
"""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET, KEY_ID = "sinovik", "rahasia-penyedia", "kunci-1"


def a_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class IdentityServer:
    """`person` are claims of whoever signs in; `alter(claims)` changes what a token says; `signs_with` the key and how.

    `documents` overrides what discovery says, `userinfo` what is told of a token; `status` is that of every answer but
    the authorization.
    """

    def __init__(self):
        self.key = a_key()
        self.person = {"sub": "orang-1"}
        self.alter = dict
        self.signs_with = (self.key, "RS256", KEY_ID)
        self.documents = {}
        self.userinfo = None
        self.status = 200
        self.redirects_to = ""
        self.codes, self.tokens = {}, {}
        server = self

        class Talk(BaseHTTPRequestHandler):
            def do_GET(self):
                server.answer(self, {})

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                server.answer(self, {name: values[0] for name, values in parse_qs(body).items()})

            def log_message(self, *_args):
                """Say nothing."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Talk)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def close(self):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, talk, sent):
        told = self.told(urlsplit(talk.path).path, sent, talk.headers)
        said = json.dumps(told if told is not None else {"error": "invalid_request"}).encode()
        talk.send_response(302 if self.redirects_to else self.status if told is not None else 400)
        talk.send_header("Content-Type", "application/json")
        talk.send_header("Content-Length", str(len(said)))
        if self.redirects_to:
            talk.send_header("Location", self.redirects_to)
        talk.end_headers()
        talk.wfile.write(said)

    def told(self, path, sent, headers):
        """What is said at an address, None where the question is wrong."""
        if path == "/.well-known/openid-configuration":
            places = {
                "authorization_endpoint": "/masuk",
                "token_endpoint": "/token",
                "jwks_uri": "/kunci",
                "userinfo_endpoint": "/orang",
            }
            told = {"issuer": self.issuer, **{name: self.issuer + place for name, place in places.items()}}
            return {**told, **self.documents}
        if path == "/kunci":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            return {"keys": [{**public, "kid": KEY_ID, "use": "sig", "alg": "RS256"}]}
        if path == "/token":
            return self.token(sent)
        if path == "/orang":
            known = self.tokens.get(headers.get("Authorization", "").removeprefix("Bearer "))
            return None if known is None else (self.userinfo or known)
        return None

    def signed_in_at(self, address):
        """The address to which somebody comes back who signs in at the address where the portal sent them."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert address.startswith(f"{self.issuer}/masuk?")
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        assert set(asked["scope"].split()) == {"openid", "profile", "email"}
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent):
        """Tokens for a code, once, for whoever knows the secret and what only the asking browser's portal knows."""
        asked = self.codes.pop(sent.get("code"), None)
        if asked is None or (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(sent["code_verifier"].encode()).digest()).decode().rstrip("=")
        if (asked["code_challenge_method"], asked["code_challenge"]) != ("S256", proof):
            return None
        now, access = int(time.time()), secrets.token_urlsafe(16)
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
            **self.person,
        }
        key, algorithm, name = self.signs_with
        self.tokens[access] = self.person
        said = jwt.encode(self.alter(claims), key, algorithm, headers={"kid": name})
        return {"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": said}
