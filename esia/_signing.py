"""Whoever signs for the system: a key in a file, or a program that keeps the key."""

import os
import subprocess
from dataclasses import dataclass, field
from typing import Protocol

from esia._errors import Failed, Misconfigured
from esia._gost import GostPrivateKey
from esia._keys import read_private, read_trusted

_SIGNATURE = 64
# A program of somebody else's hears nothing of our secrets.
_TOLD = ("PATH", "HOME", "LANG", "LD_LIBRARY_PATH", "OPENSSL_CONF")


class Signer(Protocol):
    """The seam: our own arithmetic, CryptoPro, a machine that keeps its key."""

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes s‖r of GOST R 34.10-2012-256 over the message.

        Raises `Failed` when it cannot just now.
        """
        ...


@dataclass(frozen=True, slots=True)
class GostSigner:
    """Signs with a key that lies in a file."""

    key: GostPrivateKey = field(repr=False)

    @classmethod
    def from_pem(cls, pem: bytes) -> "GostSigner":
        """Read PKCS #8 PEM; raises `Misconfigured`."""
        return cls(read_private(pem))

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes s‖r over the message."""
        return self.key.sign(message)

    def belongs_to(self, certificate: bytes) -> bool:
        """Tell whether the key is that of the certificate, in PEM or DER.

        Raises `Misconfigured` when the certificate cannot be read.
        """
        return any(one.key == self.key.public() for one in read_trusted(certificate))


@dataclass(frozen=True, slots=True)
class CommandSigner:
    """Signs by a program in a process of its own, which alone can reach the key.

    The message goes to its standard input, the signature comes from its standard
    output. `mirrored`: it writes the bytes in reverse, as CryptoPro's programs do.
    """

    command: tuple[str, ...]
    mirrored: bool = False
    timeout_s: float = 5.0

    def __post_init__(self) -> None:
        if not self.command:
            raise Misconfigured("Команда подписи пуста.")

    def sign(self, message: bytes) -> bytes:
        """Return 64 bytes s‖r over the message; raises `Failed`."""
        try:
            done = subprocess.run(  # noqa: S603 — the operator's own command
                self.command,
                input=message,
                capture_output=True,
                check=False,
                timeout=self.timeout_s,
                env={name: os.environ[name] for name in _TOLD if name in os.environ},
            )
        except subprocess.TimeoutExpired as error:
            raise Failed("Программа подписи не ответила вовремя.") from error
        except OSError as error:
            raise Failed("Программа подписи не запускается.") from error
        if done.returncode != 0:
            raise Failed(f"Программа подписи отказала: код {done.returncode}.")
        if len(done.stdout) != _SIGNATURE:
            raise Failed(
                f"Программа подписи дала {len(done.stdout)} байт, а не {_SIGNATURE}."
            )
        return done.stdout[::-1] if self.mirrored else done.stdout
