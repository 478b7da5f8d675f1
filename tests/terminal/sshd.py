"""A real sshd of our own on the loopback, thrown away afterwards: own keys, own configuration.

It runs as root and as an ordinary user (who then logs in as the same). What runs in a session
has a clean environment with the home of the tests, never the real one; further variables go with
the command.
"""

from __future__ import annotations

import grp
import os
import pwd
import shlex
import shutil
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from terminal import ROOT

__all__ = ["Sshd", "ssh_missing", "sshd", "sshd_running"]

# Where sshd is, for a person's PATH often lacks it.
_PLACES = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin", "/usr/local/sbin"])
_PRIVILEGES = Path("/run/sshd")  # made by the service, which does not run here
_ATTEMPTS = 5
_ALIAS = "glossator-tests"
_HANDED_ON = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")


def _tool(name: str) -> str:
    return shutil.which(name, path=_PLACES) or ""


def ssh_missing() -> str:
    """Why there can be no sshd here; empty when there can."""
    missing = [name for name in ("sshd", "ssh", "ssh-keygen") if not _tool(name)]
    if missing:
        return f"needs {' and '.join(missing)} (openssh-server, openssh-client)"
    try:
        shell = pwd.getpwuid(os.getuid()).pw_shell
    except KeyError:
        return "needs a user whom the system knows, so that ssh can log in"
    if Path(shell).name in {"nologin", "false"}:
        return f"needs a user who may log in, not one with {shell}"
    if not _may_give_terminals():
        return "needs root, or terminals in /dev/pts that belong to the group tty"
    return ""


def _may_give_terminals() -> bool:
    """Whether sshd, run by this user, can hand a terminal to the group that it wants for it."""
    try:
        wanted = grp.getgrnam("tty").gr_gid
    except KeyError:
        return True
    if os.geteuid() == 0 or wanted in os.getgroups():
        return True
    master, slave = os.openpty()
    try:
        return os.fstat(slave).st_gid == wanted
    finally:
        os.close(master)
        os.close(slave)


class Sshd:
    """One running sshd; ``port`` is where it listens on 127.0.0.1."""

    def __init__(self, folder: Path, *configuration: str) -> None:
        self._folder = folder
        self._user = pwd.getpwuid(os.getuid()).pw_name
        for name in ("host_key", "key"):
            _make_key(folder / name)
        shutil.copy(folder / "key.pub", folder / "authorized_keys")
        host_key = (folder / "host_key.pub").read_text()
        (folder / "known_hosts").write_text(f"{_ALIAS} {host_key}")
        if os.geteuid() == 0:
            _PRIVILEGES.mkdir(mode=0o755, exist_ok=True)
        self._said: list[str] = []
        for _ in range(_ATTEMPTS):
            self.port = _free_port()
            if self._listens(configuration):
                return
        raise RuntimeError(f"sshd does not start:\n{self.log}")

    @property
    def log(self) -> str:
        """What sshd has said."""
        return "".join(self._said)

    def command(
        self,
        arguments: Sequence[str],
        *,
        env: Mapping[str, str | None] | None = None,
        port: int | None = None,
        options: Sequence[str] = (),
    ) -> list[str]:
        """The command line of an ssh client that runs a program on a terminal over there.

        ``env`` is set for the program; ``port`` leads through a proxy; ``options`` are more
        ``-o`` options of the client.
        """
        variables = [f"{name}={value}" for name, value in (env or {}).items() if value is not None]
        remote = shlex.join(["env", *variables, *arguments])
        settings = [
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            f"HostKeyAlias={_ALIAS}",
            f"UserKnownHostsFile={self._folder / 'known_hosts'}",
            "GlobalKnownHostsFile=/dev/null",
            "StrictHostKeyChecking=yes",
            "BatchMode=yes",
            "LogLevel=ERROR",
            *options,
        ]
        return [
            *(_tool("ssh"), "-tt", "-e", "none", "-F", "none", "-i", str(self._folder / "key")),
            *(word for setting in settings for word in ("-o", setting)),
            *("-p", str(port or self.port), f"{self._user}@127.0.0.1"),
            f"cd {shlex.quote(str(ROOT))} && exec {remote}",
        ]

    def close(self) -> None:
        """Listen no more. Sessions end when their clients do."""
        self._process.terminate()
        self._process.wait()
        self._listener.join()

    def _listens(self, configuration: Sequence[str]) -> bool:
        """Start; False when it ended instead, the port having been taken meanwhile."""
        file = self._folder / "config"
        file.write_text(self._configuration(configuration))
        self._process = subprocess.Popen(
            [_tool("sshd"), "-D", "-e", "-f", str(file)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        up = threading.Event()
        self._listener = threading.Thread(target=self._listen, args=(up,), daemon=True)
        self._listener.start()
        up.wait()
        return self._process.poll() is None

    def _listen(self, up: threading.Event) -> None:
        assert self._process.stderr is not None
        with self._process.stderr as lines:
            for line in lines:
                self._said.append(line)
                if "Server listening" in line:
                    up.set()
        self._process.wait()
        up.set()

    def _configuration(self, more: Sequence[str]) -> str:
        handed_on = {name: os.environ[name] for name in _HANDED_ON if name in os.environ}
        variables = " ".join(f'"{name}={value}"' for name, value in handed_on.items())
        lines = [
            *more,  # (the first word on a subject counts)
            f"Port {self.port}",
            "ListenAddress 127.0.0.1",
            f'HostKey "{self._folder / "host_key"}"',
            f'AuthorizedKeysFile "{self._folder / "authorized_keys"}"',
            "PidFile none",
            "StrictModes no",
            "UsePAM no",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "PermitRootLogin prohibit-password",
            "PermitUserEnvironment no",
            "PermitUserRC no",
            f"SetEnv {variables}" if variables else "",
            "AcceptEnv LANG LC_*",
            "PrintMotd no",
            "PrintLastLog no",
            "X11Forwarding no",
            "MaxStartups 200",
            "UseDNS no",
        ]
        return "\n".join(lines) + "\n"


def _make_key(file: Path) -> None:
    subprocess.run(
        [_tool("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "glossator-tests", "-f", file],
        check=True,
        stdin=subprocess.DEVNULL,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def sshd_running(*configuration: str) -> Iterator[Sshd]:
    """An sshd with these lines first in its configuration; skips where there can be none."""
    if missing := ssh_missing():
        pytest.skip(missing)
    with tempfile.TemporaryDirectory(prefix="sshd-") as folder:
        server = Sshd(Path(folder), *configuration)
        try:
            yield server
        finally:
            server.close()


@pytest.fixture(scope="session")
def sshd(home_of_the_tests: Path) -> Iterator[Sshd]:
    """One sshd for all tests of a run."""
    with sshd_running() as server:
        yield server
