"""Caddy with the routes of `Caddyfile`, on ports and with a certificate of this machine."""

import datetime as dt
import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from core import clock
from mnic.launcher.processes import Child, free_port, start, wait_until
from tests.production import compose

HOST = compose.ANSWERS["HOUSE_HOST"]
CADDY = shutil.which("caddy")


@contextmanager
def caddy(folder: Path, *, web_port: int, health_from: str = "203.0.113.0/24") -> Iterator[int]:
    """The real file, adapted by Caddy itself; only where it listens and asks is changed."""
    port = free_port()
    configuration = _adapted(folder, health_from)
    server = configuration["apps"]["http"]["servers"]["srv0"]
    server["listen"] = [f"127.0.0.1:{port}"]
    server["automatic_https"] = {"disable": True}
    server["tls_connection_policies"] = [{}]
    configuration["admin"] = {"disabled": True}
    configuration["logging"]["logs"]["default"]["level"] = "DEBUG"  # all that it could ever say
    configuration["apps"]["tls"] = {"certificates": {"load_files": [_certificate(folder)]}}
    _lead_to(server, web_port)
    written = folder / "caddy.json"
    written.write_text(json.dumps(configuration))
    child = start(
        "Caddy",
        [CADDY or "caddy", "run", "--config", written],
        log=folder / "caddy.log",
        env=_environment(folder),
        cwd=folder,
    )
    try:
        wait_until(lambda: _listens(port), child, pause=time.sleep)
        yield port
    finally:
        Child.stop(child)


def _environment(folder: Path) -> dict[str, str]:
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    return home | {"PATH": os.environ["PATH"]}


def _adapted(folder: Path, health_from: str) -> dict[str, Any]:
    given = compose.services(compose.ANSWERS)["caddy"]["environment"]
    adapted = subprocess.run(
        [CADDY or "caddy", "adapt", "--config", compose.CLONE / "Caddyfile"],
        env=_environment(folder) | given | {"HEALTH_FROM": health_from},
        capture_output=True,
        text=True,
        check=True,
    )
    read: dict[str, Any] = json.loads(adapted.stdout)
    return read


def _lead_to(node: Any, port: int) -> None:
    """Docker's DNS gives the addresses of the webs there; here it is one, known."""
    if isinstance(node, dict):
        if node.pop("dynamic_upstreams", None):
            node["upstreams"] = [{"dial": f"127.0.0.1:{port}"}]
        for inner in node.values():
            _lead_to(inner, port)
    elif isinstance(node, list):
        for inner in node:
            _lead_to(inner, port)


def _listens(port: int) -> bool:
    probe = subprocess.run(
        ["/bin/bash", "-c", f"exec 3<>/dev/tcp/127.0.0.1/{port}"], capture_output=True, check=False
    )
    return probe.returncode == 0


def _certificate(folder: Path) -> dict[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = clock.now()
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(HOST)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return {"certificate": str(folder / "cert.pem"), "key": str(folder / "key.pem")}
