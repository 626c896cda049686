"""A slow line to a server of this machine: so many bytes a second both ways, and so long until an answer can begin.

What a browser says of it, it says over TCP: greetings of a connection and of TLS wait as long as everything else.
"""

import asyncio
import contextlib
import threading

CHUNK = 1448


class Line:
    """One direction of the line, which all connections share: a byte at a time, one after the other."""

    def __init__(self, bytes_a_second, seconds):
        self.bytes_a_second, self.seconds, self.free_at = bytes_a_second, seconds, 0.0

    def due(self, size, now):
        """When so many bytes that are sent now have arrived."""
        self.free_at = max(self.free_at, now) + size / self.bytes_a_second
        return self.free_at + self.seconds


class SlowLine:
    """Listens on a port and carries what comes to another one and back; `round_trip` in seconds."""

    def __init__(self, port, to, *, bytes_a_second, round_trip):
        self.port, self.to, self.round_trip = port, to, round_trip
        self.up, self.down = (Line(bytes_a_second, round_trip / 2) for _way in range(2))
        self.is_there = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve()), daemon=True).start()
        self.is_there.wait()

    async def serve(self):
        server = await asyncio.start_server(self.carry, "127.0.0.1", self.port)
        self.is_there.set()
        async with server:
            await server.serve_forever()

    async def carry(self, reader, writer):
        # The greeting of TCP itself, which here takes no time.
        await asyncio.sleep(self.round_trip)
        there, back = await asyncio.open_connection("127.0.0.1", self.to)
        await asyncio.gather(self.pour(reader, back, self.up), self.pour(there, writer, self.down))

    async def pour(self, source, sink, line):
        """Carry one direction: what is read is on its way at once, and comes out when it has arrived."""
        loop, under_way = asyncio.get_running_loop(), asyncio.Queue()

        async def arrive():
            while (sent := await under_way.get()) is not None:
                due, chunk = sent
                await asyncio.sleep(max(0, due - loop.time()))
                sink.write(chunk)
            sink.close()

        arriving = asyncio.create_task(arrive())
        with contextlib.suppress(ConnectionError):
            while chunk := await source.read(CHUNK):
                under_way.put_nowait((line.due(len(chunk), loop.time()), chunk))
        under_way.put_nowait(None)
        with contextlib.suppress(ConnectionError):
            await arriving
