"""People whose portal goes away under them: what was acknowledged is noted, what was not is asked again."""

import http.client
import json
import re
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden"([^>]*)>')
PAIR = re.compile(r'(name|value)="([^"]*)"')
# Somebody who got no answer waits so long and presses again.
PAUSE = 0.5
SECONDS = 30


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: bytes

    @property
    def json(self):
        return json.loads(self.body)


class Browser:
    """One person's browser over a real socket."""

    def __init__(self, house, cookies):
        self.house, self.cookies = house, cookies
        self.token = next(value for name, value in cookies.items() if name.endswith("csrftoken"))

    def headers(self):
        """What a browser says of itself with every request."""
        return {
            "Host": f"localhost:{self.house.port}",
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Origin": self.house.env["BASE_URL"],
            "Accept-Language": "id",
        }

    def send(self, path, fields=None, *, body=None, kind="application/x-www-form-urlencoded"):
        """Status, where it leads and text; None where no answer came."""
        if fields is not None:
            body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        headers = self.headers()
        if body is not None:
            headers["Content-Type"] = kind
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=SECONDS)
        try:
            line.request("GET" if body is None else "POST", path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.getheader("Location") or "", answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            return None
        finally:
            line.close()

    def ask(self, method, path, *, fields=None, body=None, headers=None):
        """The whole answer to one request, whatever it is: `status`, `body` and, read as such, `json`."""
        own = self.headers()
        if fields is not None:
            body, own["Content-Type"] = urlencode(fields), "application/x-www-form-urlencoded"
        elif body is not None:
            own["Content-Type"] = "application/octet-stream"
        line = http.client.HTTPConnection("127.0.0.1", self.house.port, timeout=SECONDS)
        try:
            line.request(method, path, body, {**own, "X-CSRFToken": self.token, **(headers or {})})
            answer = line.getresponse()
            return Answer(answer.status, answer.read())
        finally:
            line.close()

    def insist(self, path, fill, *, until):
        """Open a form and send it as `fill` completes it, again until it is acknowledged; None where time is over."""
        while time.monotonic() < until:
            page = self.send(path)
            if page and page[0] == 200:
                answer = self.send(path, {**hidden(page[2]), **fill})
                if answer and answer[0] == 302:
                    return answer[1]
                if answer and answer[0] == 409:
                    return answer
            elif page and page[0] in (302, 404):
                return page
            time.sleep(PAUSE)
        return None

    def upload(self, path, fields, *, name, file, content):
        """Send a form with a file."""
        mark = uuid.uuid4().hex
        fields = {**fields, "csrfmiddlewaretoken": self.token}
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
            if key != END
        ]
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{file}"\r\n'
        parts.append(f"{head}Content-Type: application/pdf\r\n\r\n".encode() + content + b"\r\n")
        # The end mark comes last, as in every form of ours.
        parts.append(f'--{mark}\r\nContent-Disposition: form-data; name="{END}"\r\n\r\n1\r\n--{mark}--\r\n'.encode())
        return self.send(path, body=b"".join(parts), kind=f"multipart/form-data; boundary={mark}")


END = "utuh"


def hidden(page):
    """Names and values of the hidden fields, as a browser would send them; the end mark last."""
    pairs = (dict(PAIR.findall(one)) for one in HIDDEN.findall(page))
    found = {one["name"]: one.get("value", "") for one in pairs if "name" in one}
    found.pop("csrfmiddlewaretoken", None)
    return {**found, END: found.pop(END, "ya")}


def readable(text):
    """What a page says."""
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", text))
