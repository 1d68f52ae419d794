"""What a lesson's forms sent: the shape of it, and what was typed, kept as typed.

Whether it is true of the lesson is the verbs' business.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from school.journal import models
from school.journal.attending import CODES, LATE, LONGEST_LATE, Remark
from school.journal.marking import SLOTS, Operation
from school.journal.scale import SAID, VALUES, as_kept
from school.lib.keys import from_text
from school.lib.text import is_unseen, plain, plain_lines

TOPIC = 300
HOMEWORK = 2000
REMARK = 500

_NOBODY = -1  # the key of no card: whoever is named so is not on the lesson
_SLOTS = {str(slot): slot for slot in SLOTS}
_UNSEEN = (
    "Здесь только знаки, которых не видно; в журнале осталось прежнее. Наберите снова."
)
_PAIR = re.compile(r"([1-5.,·])\s*[/ ]\s*([1-5.,·])")


@dataclass
class RollForm:
    """The roll call: ``typed`` (code, minutes) and ``errors`` by student's key."""

    remarks: dict[int, Remark] = field(default_factory=dict)
    typed: dict[int, tuple[str, str]] = field(default_factory=dict)
    errors: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "RollForm":
        """Read ``absence-<student>`` and ``minutes-<student>``."""
        form = cls()
        for name, code in sent.items():
            if not name.startswith("absence-"):
                continue
            letters = name.removeprefix("absence-")
            key = from_text(letters)
            minutes = _sign(sent.get(f"minutes-{letters}", ""))
            form._read(_NOBODY if key is None else key, _sign(code), minutes)
        return form

    def _read(self, student: int, code: str, minutes: str) -> None:
        self.typed[student] = (code, minutes)
        late = _minutes(minutes) if code == LATE else None
        if code and code not in CODES:
            self.errors[student] = f"Можно отметить: {', '.join(CODES)}."
        elif late == 0:
            self.errors[student] = f"Опоздание — от 1 до {LONGEST_LATE} минут."
        else:
            self.remarks[student] = Remark(code, late)


@dataclass
class DescriptionForm:
    """Topic, kind of work (its key as text) and homework; ``errors`` by field."""

    topic: str = ""
    work_kind: str = ""
    homework: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "DescriptionForm":
        """Read the three fields; too long a text stays whole, with a sentence.

        A text of invisible letters is a slip: it would silently erase what stands.
        """
        form = cls(
            topic=plain(sent.get("topic", "")),
            work_kind=_sign(sent.get("work_kind", "")),
            homework=plain_lines(sent.get("homework", "")),
        )
        for name in ("topic", "homework"):
            if is_unseen(sent.get(name, "")):
                form.errors[name] = _UNSEEN
        if len(form.topic) > TOPIC:
            form.errors["topic"] = _too_long("Тема", len(form.topic), TOPIC)
        if len(form.homework) > HOMEWORK:
            form.errors["homework"] = _too_long("Задание", len(form.homework), HOMEWORK)
        if form.work_kind and from_text(form.work_kind) is None:
            form.errors["work_kind"] = "Выберите вид работы из списка."
        return form

    @property
    def kind(self) -> int | None:
        """The key of the kind of work, None when none is chosen."""
        return from_text(self.work_kind) if self.work_kind else None


@dataclass
class RemarkForm:
    """A remark: its kind as it was sent, its text; ``errors`` by field."""

    kind: str = models.Remark.Kind.REPROOF.value
    text: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "RemarkForm":
        """Read ``kind`` and ``text``; nothing to read is no remark."""
        form = cls(kind=sent.get("kind", ""), text=plain_lines(sent.get("text", "")))
        if form.kind not in models.Remark.Kind.values:
            form.errors["kind"] = "Выберите, замечание это или похвала."
        if not form.text:
            form.errors["text"] = "Напишите, что прочитают ученик и семья."
        if len(form.text) > REMARK:
            form.errors["text"] = _too_long("Текст", len(form.text), REMARK)
        return form


Slot = tuple[int, int]


@dataclass
class MarksForm:
    """Marks without a script: the cells that were changed on the page.

    ``typed`` and ``errors`` are by (student's key, slot). ``has_stray``: a field came
    of a cell that no lesson has.
    """

    operations: dict[Slot, Operation] = field(default_factory=dict)
    typed: dict[Slot, str] = field(default_factory=dict)
    errors: dict[Slot, str] = field(default_factory=dict)
    has_stray: bool = False

    @classmethod
    def of(cls, lesson: int, sent: Mapping[str, str]) -> "MarksForm":
        """Read ``mark-<student>-<slot>`` beside ``was-<student>-<slot>``.

        ``was`` is «revision:value» of the page; «4/5» in the first slot fills both.
        """
        form = cls()
        for cell, text, was in _cells(sent):
            if cell is None:
                form.has_stray = True
                continue
            wanted = form.typed.get(cell, text)
            base, _, before = was.partition(":")
            pair = _PAIR.fullmatch(text) if cell[1] == 1 else None
            if pair is not None:
                wanted = pair[1]
                form.typed[(cell[0], 2)] = as_kept(pair[2])
            wanted = form.typed[cell] = as_kept(wanted)
            if wanted != before:
                form._want(lesson, cell, wanted, base)
        return form

    def _want(self, lesson: int, cell: Slot, wanted: str, base: str) -> None:
        student, slot = cell
        if wanted and wanted not in VALUES:
            self.errors[cell] = f"{SAID}."
        elif not base.isascii() or not base.isdigit() or len(base) > 9:
            self.errors[cell] = "Страница устарела. Обновите её и поставьте снова."
        elif wanted or int(base):
            self.operations[cell] = Operation(
                str(uuid4()), lesson, student, slot, wanted or None, int(base)
            )


def _cells(sent: Mapping[str, str]) -> Iterator[tuple[Slot | None, str, str]]:
    """Cells by student, the first slot before the second; None for what is none."""
    names = sorted(name for name in sent if name.startswith("mark-"))
    for name in names:
        _, _, place = name.partition("-")
        letters, _, slot = place.rpartition("-")
        student = from_text(letters)
        cell = (
            None if student is None or slot not in _SLOTS else (student, _SLOTS[slot])
        )
        yield cell, _sign(sent[name]), sent.get(f"was-{place}", "0:")


def _sign(text: str) -> str:
    """What is chosen or marked, not written: invisible, it is wrong and not empty."""
    return "\N{REPLACEMENT CHARACTER}" if is_unseen(text) else plain(text)


def _minutes(text: str) -> int | None:
    """Minutes; None when nothing is said, 0 when it is not a number of minutes."""
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 3:
        return 0
    return int(text) if int(text) <= LONGEST_LATE else 0


def _too_long(what: str, length: int, most: int) -> str:
    return f"{what} — не длиннее {most} знаков, сейчас {length}. Сократите."
