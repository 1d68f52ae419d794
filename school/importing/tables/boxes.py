"""What kind of file came, judged by its first bytes and its directory alone."""

import io
import zipfile
from enum import Enum, auto

from school.importing.tables import limits
from school.importing.tables.table import Refused

_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ZIP = b"PK\x03\x04"
_SAVE_AGAIN = "Откройте его в Excel или LibreOffice и сохраните как книгу .xlsx."
_WORD = "word/document.xml"
_OF_WORD = (
    "Это документ Word. Скопируйте таблицу из него в Excel или LibreOffice и сохраните"
    " как книгу .xlsx."
)
_MB = 1024 * 1024


class Kind(Enum):
    """What reads it."""

    BOOK = auto()
    TEXT = auto()


def examine(content: bytes) -> Kind | Refused:
    """Which reader the file is for, or why no reader may have it."""
    if not content:
        return Refused("Файл пустой. Выберите тот, в котором есть список.")
    if len(content) > limits.FILE:
        return Refused(
            f"Файл больше {limits.FILE // _MB} МБ. Разделите список на несколько."
        )
    if content.startswith(_COMPOUND):
        return _compound(content)
    if content.startswith(_ZIP):
        return _archive(content)
    if content.startswith(b"%PDF"):
        return Refused("Это PDF: в нём картинка таблицы, а не она сама. Нужен .xlsx.")
    if content.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower().startswith((b"<", b"{")):
        return Refused(f"Это не таблица, хотя имя у файла такое. {_SAVE_AGAIN}")
    return Kind.TEXT


def _compound(content: bytes) -> Kind | Refused:
    if _ENCRYPTED in content:
        return Refused(
            "Файл закрыт паролем. Снимите пароль в Excel («Файл», «Сведения», «Защита"
            " книги») и выберите файл ещё раз."
        )
    return Kind.BOOK


def _archive(content: bytes) -> Kind | Refused:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return Refused(f"Файл повреждён или скачан не до конца. {_SAVE_AGAIN}")
    if any(one.flag_bits & 1 for one in inside):
        return Refused("Файл закрыт паролем. Снимите пароль и выберите файл ещё раз.")
    names = {one.filename for one in inside}
    if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        return Refused(
            _OF_WORD if _WORD in names else f"Внутри нет таблицы. {_SAVE_AGAIN}"
        )
    return _not_a_bomb(inside, len(content))


def _not_a_bomb(inside: list[zipfile.ZipInfo], packed: int) -> Kind | Refused:
    unpacked = sum(one.file_size for one in inside)
    if (
        len(inside) > limits.ENTRIES
        or unpacked > limits.UNPACKED
        or unpacked > packed * limits.RATIO
    ):
        return Refused(
            "Внутри файла слишком много: картинки, лишние листы или пустые строки до"
            " самого низа. Скопируйте список в новую книгу и сохраните её."
        )
    return Kind.BOOK
