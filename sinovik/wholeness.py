"""A request that was cut off is refused, whatever server brought it: what was read is compared with what was said."""

from django.core.exceptions import BadRequest


class Torso(BadRequest):
    """The body ended before the length its sender gave."""


class WholeBodies:
    """A WSGI application in front of ours: its body ends where it should, or not at all."""

    def __init__(self, application):
        self.application = application

    def __call__(self, environ, start_response):
        announced = environ.get("CONTENT_LENGTH") or "0"
        if announced.isdecimal() and int(announced):
            environ["wsgi.input"] = WholeBody(environ["wsgi.input"], int(announced))
        return self.application(environ, start_response)


class WholeBody:
    """A stream that raises Torso where it ends too early."""

    def __init__(self, stream, announced):
        self.stream, self.missing = stream, announced

    def read(self, size=-1):
        """Up to `size` bytes, all that are announced without it."""
        wanted = self.up_to(size)
        content = self.stream.read(wanted)
        return self.counted(content, is_whole=len(content) == wanted)

    def readline(self, size=-1):
        """A line, or as much of it."""
        wanted = self.up_to(size)
        content = self.stream.readline(wanted)
        return self.counted(content, is_whole=len(content) == wanted or content.endswith(b"\n"))

    def up_to(self, size):
        return self.missing if size is None or size < 0 else min(size, self.missing)

    def counted(self, content, *, is_whole):
        self.missing -= len(content)
        if not is_whole:
            raise Torso(f"{self.missing} bytes of the body are missing")
        return content
