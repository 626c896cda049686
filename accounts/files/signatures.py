"""Electronic signatures of a PDF: whether they still fit. Who signed, and whether to trust them, is for others."""

import hashlib
import re

# The digest of the signed bytes among the signed attributes of a CMS signature (RFC 5652, 11.2).
MESSAGE_DIGEST = re.compile(
    rb"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04\x31.\x04([\x14\x1c\x20\x30\x40])", re.DOTALL
)
DIGESTS = {20: "sha1", 28: "sha224", 32: "sha256", 48: "sha384", 64: "sha512"}


def holds(signature, content):
    """Whether a signature (its dictionary) still fits the bytes of the file that it was made over."""
    try:
        spans = [int(number) for number in signature["/ByteRange"]]
        message = bytes(signature["/Contents"])
    except (KeyError, TypeError, ValueError):
        return False
    if len(spans) != 4 or spans[0] != 0 or min(spans) < 0:
        return False
    _start, length, rest, behind = spans
    if not is_gap(content[length:rest], message):
        return False
    covered = content[:length] + content[rest : rest + behind]
    for match in MESSAGE_DIGEST.finditer(message):
        length = match[1][0]
        told = message[match.end() : match.end() + length]
        if hashlib.new(DIGESTS[length], covered, usedforsecurity=False).digest() == told:
            return True
    return False


def covers(signature, content):
    """Whether nothing was added to the file behind what a signature that holds was made over."""
    rest, behind = (int(number) for number in list(signature["/ByteRange"])[2:])
    return not content[rest + behind :].strip(b" \t\r\n\x00")


def is_gap(between, message):
    """Whether all that a signature leaves out is the signature itself, in hexadecimal digits."""
    if not (between.startswith(b"<") and between.endswith(b">")):
        return False
    try:
        return bytes.fromhex(between[1:-1].decode("ascii")) == message
    except ValueError:
        return False
