"""Two web hosts behind nginx, on addresses of their own on this machine, woken by Redis: the site of deploy/ itself."""

import re
import subprocess
from contextlib import suppress
from pathlib import Path

from bench.streams.serving import ROOT, Server, make_tables
from taskgroups.config.tests.programs import Redis, free_port, require, wait_for

SITE = ROOT / "deploy" / "nginx-two-hosts.conf"
AROUND = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
worker_processes 1;
worker_rlimit_nofile 20000;
events {{ worker_connections 8000; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{site}
}}
"""


class Hosts:
    """The whole set-up: PostgreSQL is given, everything else is started here."""

    def __init__(self, database: str, folder: Path, workers: int = 1) -> None:
        nginx = require("nginx")
        make_tables(database)
        self.bus = Redis(folder)
        self.web = [Server(database, self.bus.url, workers, host) for host in ("127.0.0.2", "127.0.0.3")]
        self.port = free_port()
        (folder / "nginx.conf").write_text(AROUND.format(folder=folder, site=self._site(folder)), encoding="utf-8")
        command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "log")]
        self.nginx = subprocess.Popen(command)
        wait_for("127.0.0.1", self.port)

    def _site(self, folder: Path) -> str:
        """The site of deploy/ with our addresses in place of its own, and without its certificate."""
        site = SITE.read_text(encoding="utf-8")
        for written, server in zip(re.findall(r"10\.0\.0\.\d:8000", site), self.web, strict=True):
            site = site.replace(written, f"{server.host}:{server.port}")
        plain = re.search(r"server \{\n    listen 80;.*?\n\}\n", site, re.DOTALL)
        site = site.replace(plain[0], "") if plain else site
        site = re.sub(r"\n    (?:ssl_\w+ |listen \[).*", "", site)
        site = site.replace("/var/log/nginx", str(folder))
        return site.replace("listen 443 ssl;", f"listen 127.0.0.1:{self.port};")

    @property
    def address(self) -> tuple[str, int]:
        """Where people come in."""
        return ("127.0.0.1", self.port)

    def stop(self) -> None:
        """Stop everything, whatever state it is in."""
        for server in self.web:
            with suppress(ProcessLookupError):
                server.kill()
        self.nginx.terminate()
        self.nginx.wait(10)
        self.bus.kill()
