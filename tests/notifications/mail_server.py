"""A mail server of one's own: it keeps what it accepts, and answers as badly as it is told."""

import email
import email.policy
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

# What to say to a step ("CONNECT", "RCPT", "DATA", "END") of a letter to an address.
Answer = Callable[[str, str], str]
HANG = "hang"  # says nothing until the server stops
DROP = "drop"  # closes the connection instead of answering
FINE = {"CONNECT": "220 here", "RCPT": "250 fine", "DATA": "354 go on", "END": "250 kept"}


def all_fine(step: str, address: str) -> str:
    return FINE[step]


@dataclass
class MailServer:
    """What it keeps, in the order of arrival, each with the address it is for."""

    port: int = 0
    answer: Answer = all_fine
    letters: list[EmailMessage] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)  # time.monotonic() of each letter
    stopped: threading.Event = field(default_factory=threading.Event)

    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    def subjects(self) -> list[str]:
        return [str(letter["Subject"]) for letter in self.letters]


class _Dropped(Exception):
    pass


class _Conversation(socketserver.StreamRequestHandler):
    server: Any

    def handle(self) -> None:
        self.address = ""
        try:
            self._say("CONNECT")
            while line := self.rfile.readline():
                self._reply(line.decode().strip())
        except (_Dropped, OSError):
            return

    def _reply(self, line: str) -> None:
        verb = line[:4].upper()
        if verb == "RCPT":
            self.address = line.partition("<")[2].partition(">")[0]
            self._say("RCPT")
        elif verb == "DATA":
            if self._say("DATA").startswith("354"):
                self._take()
        elif verb == "QUIT":
            raise _Dropped
        else:
            self.wfile.write(b"250 fine\r\n")

    def _take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b"..") else line)
        house: MailServer = self.server.house
        answer = house.answer("END", self.address)
        if answer.startswith("250") or answer in (DROP, HANG):  # accepted, said or not
            letter = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
            assert isinstance(letter, EmailMessage)
            house.letters.append(letter)
            house.arrivals.append(time.monotonic())
        self._write(answer)

    def _say(self, step: str) -> str:
        answer: str = self.server.house.answer(step, self.address)
        self._write(answer)
        return answer

    def _write(self, answer: str) -> None:
        if answer == HANG:
            self.server.house.stopped.wait()
        if answer in (HANG, DROP):
            raise _Dropped
        self.wfile.write(f"{answer}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    house: MailServer


@contextmanager
def mail_server(port: int = 0, answer: Answer = all_fine) -> Iterator[MailServer]:
    """It listens on a free port of this machine until the block is left."""
    with _Server(("127.0.0.1", port), _Conversation) as server:
        house = MailServer(port=server.server_address[1], answer=answer)
        server.house = house
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield house
        finally:
            house.stopped.set()
            server.shutdown()
            thread.join()
