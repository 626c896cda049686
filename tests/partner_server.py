"""A partner's program on the loopback that does what a test asks of it: takes, refuses, points away, or is slow."""

import base64
import hashlib
import hmac
import ipaddress
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class PartnerServer:
    """`taken` holds what came, each with its headers and its body; `answer` is (status, headers, body) of the next.

    `drips` is how many seconds lie between the bytes of an answer; `silent` says nothing until the server is closed.
    """

    def __init__(self, folder):
        self.taken = []
        self.answer = 200, {}, b"diterima"
        self.drips = 0
        self.silent = False
        self.is_over = threading.Event()
        self.authority = certified(folder)
        server = self

        class Talk(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                server.taken.append((dict(self.headers), body))
                if server.silent:
                    server.is_over.wait()
                    return
                status, headers, said = server.answer
                if server.drips:
                    for place in b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + said:
                        self.wfile.write(bytes([place]))
                        if server.is_over.wait(server.drips):
                            break
                    return
                self.send_response(status)
                for name, value in {"Content-Length": str(len(said)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *_args):
                """Say nothing."""

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_args):
                """Who hung up is no fault."""

        self.http = Quiet(("127.0.0.1", 0), Talk)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority, folder / "key.pem")
        # Hands are shaken by the thread of the one who came.
        self.http.socket = context.wrap_socket(self.http.socket, server_side=True, do_handshake_on_connect=False)
        self.thread = threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self.thread.start()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.http.server_port}/kabar?dari=sinovik"

    def close(self):
        self.is_over.set()
        self.http.shutdown()
        self.http.server_close()
        self.thread.join(5)


def certified(folder):
    """A certificate of its own for the loopback, with its key beside it; the path of the first."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mitra uji")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=9))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "certificate.pem"
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    packed = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (folder / "key.pem").write_bytes(packed)
    return path


def is_genuine(secret, headers, body, *, now=None):
    """Whether a message is signed as Standard Webhooks says, and not old: the counterpart of the portal's signing."""
    headers = {name.lower(): value for name, value in headers.items()}
    seconds = headers["webhook-timestamp"]
    content = f"{headers['webhook-id']}.{seconds}.".encode() + body
    mark = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), content, hashlib.sha256).digest()
    is_fresh = abs((now or time.time()) - int(seconds)) < 300
    return is_fresh and headers["webhook-signature"] == "v1," + base64.b64encode(mark).decode()
