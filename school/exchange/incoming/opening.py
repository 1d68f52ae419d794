"""Opening a package: read and checked in a process that it may fell."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from school.exchange.incoming import limits
from school.exchange.oneroster.checking import Line, check
from school.exchange.oneroster.package import NotOpened, unpack
from school.exchange.oneroster.remarks import Remark
from school.lib import apart

_TOO_MUCH = NotOpened(
    "Архив слишком большой или устроен необычно: прочесть его за отведённое время не"
    " удалось. Выгрузите из той системы одну школу и один учебный год."
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A package: rows by files, how many rows of marks there are, what is wrong.

    ``rows`` are those of the roster; a row's place in a file is its index plus two.
    """

    rows: Mapping[str, list[Line]]
    counted: Mapping[str, int]
    remarks: tuple[Remark, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing in it has to be mended before it is written."""
        return all(one.harmless for one in self.remarks)


def open_package(content: bytes) -> Opened | NotOpened:
    """The package of an archive that somebody sent, or a sentence why there is none."""
    if len(content) > limits.FILE:
        return NotOpened(f"Архив больше {limits.FILE // 1024 // 1024} МБ.")
    answer = apart.run("school.exchange.incoming", content, seconds=limits.SECONDS)
    return _TOO_MUCH if answer is None else of_json(answer.decode())


def read(content: bytes) -> Opened | NotOpened:
    """The same within this process."""
    package = unpack(content)
    if isinstance(package, NotOpened):
        return package
    found = check(package)
    return Opened(found.rows, found.counted, found.remarks)


def to_json(read_one: Opened | NotOpened) -> str:
    """The text by which a package comes from process to process."""
    if isinstance(read_one, NotOpened):
        told: dict[str, object] = {"sentence": read_one.sentence}
    else:
        told = {
            "rows": read_one.rows,
            "counted": read_one.counted,
            "remarks": [asdict(one) for one in read_one.remarks],
        }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def of_json(text: str) -> Opened | NotOpened:
    """The same again."""
    told = json.loads(text)
    if "sentence" in told:
        return NotOpened(told["sentence"])
    remarks = tuple(Remark(**one) for one in told["remarks"])
    return Opened(told["rows"], told["counted"], remarks)
