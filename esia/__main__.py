"""The library at a terminal: check a token, make a key, hash a certificate."""

import argparse
import json
import re
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from esia._certificate import make_key
from esia._errors import BadToken, EsiaError, Misconfigured
from esia._keys import certificate_hash, read_trusted
from esia._tokens import Verifier

_LONGEST_INPUT = 64 * 1024


def main() -> int:
    """Run one command; 0 when all is well, 1 and one sentence when not."""
    arguments = _parser().parse_args()
    try:
        arguments.run(arguments)
    except EsiaError as error:
        print(error, file=sys.stderr)  # noqa: T201
    except OSError as error:
        print(f"Файл не открылся: {error}.", file=sys.stderr)  # noqa: T201
    else:
        return 0
    return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m esia", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="КОМАНДА")

    check = commands.add_parser("check", help="проверить токен со стандартного входа")
    check.add_argument("--key", type=Path, required=True, help="ключ или сертификат")
    check.add_argument("--at", help="на какой момент: 2026-11-22T10:00+03:00 или unix")
    check.add_argument("--issuer", help="каким должен быть iss")
    check.add_argument("--audience", help="каким должен быть aud или client_id")
    check.set_defaults(run=_check)

    make = commands.add_parser("make-key", help="новый ключ и сертификат к нему")
    make.add_argument("--dir", type=Path, required=True, help="куда положить")
    make.add_argument("--name", required=True, help="CN сертификата")
    make.add_argument("--since", help="начало срока; без него — сутки назад")
    make.set_defaults(run=_make_key)

    hashing = commands.add_parser("certificate-hash", help="client_certificate_hash")
    hashing.add_argument("certificate", type=Path)
    hashing.set_defaults(run=_certificate_hash)
    return parser


def _check(arguments: argparse.Namespace) -> None:
    key = arguments.key.read_bytes()
    algorithms = {trusted.algorithm for trusted in read_trusted(key)}
    if len(algorithms) > 1:
        raise Misconfigured("В файле ключи разных алгоритмов: проверяйте по одному.")
    verifier = Verifier((key,), algorithms.pop(), arguments.issuer, arguments.audience)
    token = sys.stdin.buffer.read(_LONGEST_INPUT)
    try:
        text = token.decode("ascii").strip()
    except UnicodeDecodeError as error:
        raise BadToken("Это не токен: в нём не только латиница и цифры.") from error
    claims = verifier.verify(text, _moment(arguments.at) or datetime.now(UTC))
    json.dump(claims.raw, sys.stdout, indent=2)
    print()  # noqa: T201


def _make_key(arguments: argparse.Namespace) -> None:
    if not re.fullmatch(r"[^\x00-\x1f]{1,64}", arguments.name):
        raise Misconfigured("CN сертификата — от одного до 64 знаков в одну строку.")
    since = _moment(arguments.since) or datetime.now(UTC) - timedelta(days=1)
    key, certificate = make_key(arguments.name, since)
    arguments.dir.mkdir(parents=True, exist_ok=True)
    path = arguments.dir / "key.pem"
    if path.exists():
        raise Misconfigured(f"{path} уже есть; прежний ключ не заменяю.")
    # The key comes last and whole: a half-done pair is simply made again.
    (arguments.dir / "certificate.pem").write_bytes(certificate)
    draft = arguments.dir / "key.pem.new"
    draft.unlink(missing_ok=True)
    draft.touch(mode=0o600)
    draft.write_bytes(key)
    draft.replace(path)


def _certificate_hash(arguments: argparse.Namespace) -> None:
    print(certificate_hash(arguments.certificate.read_bytes()))  # noqa: T201


def _moment(text: str | None) -> datetime | None:
    """Read a moment: seconds since 1970, or ISO 8601 (UTC where no zone is named)."""
    if text is None:
        return None
    try:
        if re.fullmatch("[0-9]{1,12}", text):
            return datetime.fromtimestamp(int(text), UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise Misconfigured(f"«{text}» — не момент времени.") from error
    return found if found.tzinfo else found.replace(tzinfo=UTC)


if __name__ == "__main__":
    sys.exit(main())
