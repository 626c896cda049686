"""Names of uploaded files in whatever letters the sender's machine writes them.

Django reads the heads of a form's parts as UTF-8 and passes over a part whose head is none: the file is dropped and
nobody is told. Here each byte that is no UTF-8 becomes an underscore, in the heads alone; the file stays as it came,
and whoever sent it is told what it is called now.
"""

import re
from email.message import Message

from accounts.pages import renamed
from accounts.pages.renamed import RENAMED

MULTIPART = "multipart/form-data"
END = b"\r\n\r\n"
HEAD_LENGTH = 8192
FOREIGN = re.compile("[\udc80-\udcff]")
FILE_NAME = re.compile(r'filename="([^"]*)"')


def boundary(content_type):
    """What parts the parts of a form with files, or None for any other request."""
    head = Message()
    head["Content-Type"] = content_type.encode("ascii", "replace").decode()
    value = head.get_param("boundary") if head.get_content_type() == MULTIPART else None
    return value.encode("ascii", "replace") if isinstance(value, str) and value else None


class PartNames:
    """A WSGI application in front of ours: whatever a file is called, it arrives."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        if mark := boundary(environ.get("CONTENT_TYPE", "")):
            stream = ReadableHeads(environ["wsgi.input"], mark)
            environ["wsgi.input"], environ[RENAMED] = stream, stream.renamed
        return self.application(environ, start_response)


class ReadableHeads:
    """A stream of parts whose heads are UTF-8, byte for byte as long as they came."""

    def __init__(self, stream, boundary):
        self.stream, self.mark, self.held = stream, b"--" + boundary + b"\r\n", b""
        # The names of files that are called otherwise than they came.
        self.renamed = []
        self.head = re.compile(re.escape(self.mark) + b".*?" + re.escape(END), re.DOTALL)

    def read(self, size=-1):
        """Up to `size` bytes; fewer where the head of a part is not all there yet, none only at the end."""
        if size is None or size < 0:
            return self.readable(self.stream.read(size))
        while True:
            came = self.stream.read(max(size - len(self.held), 1))
            whole = self.held + came
            whole, self.held = self.parted(whole) if came else (whole, b"")
            if whole or not came:
                return self.head.sub(self.in_utf8, whole)

    def readline(self, size=-1):
        """A line as it came: forms with files are read by blocks."""
        return self.stream.readline(size)

    def readable(self, rest):
        whole, self.held = self.held + rest, b""
        return self.head.sub(self.in_utf8, whole)

    def in_utf8(self, found):
        """A head with an underscore for each byte that is no UTF-8."""
        text = found[0].decode("utf-8", "surrogateescape")
        readable = FOREIGN.sub("_", text)
        if readable != text:
            self.renamed += FILE_NAME.findall(readable)
        return readable.encode()

    def parted(self, whole):
        """What can be handed on, and what must wait for the rest of a head or of a mark."""
        done = 0
        while (start := whole.find(self.mark, done)) >= 0:
            end = whole.find(END, start + len(self.mark))
            if end < 0 and len(whole) - start < HEAD_LENGTH:
                return whole[:start], whole[start:]
            if end < 0:
                break
            done = end + len(END)
        cut = max(done, len(whole) - len(self.mark))
        return whole[:cut], whole[cut:]


class SaysRenamed:
    """Tells, on the page that a sent form leads to, which files are called otherwise than they came."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        # A form that came back took no file, unless its view says so itself.
        if 300 <= response.status_code < 400:
            renamed.say(request)
        return response
