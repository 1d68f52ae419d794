"""What the forms of a message about sign-in sent: its shape, kept as typed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from school.access.papering import Paper
from school.lib.dates import read_day
from school.lib.text import plain, plain_lines
from school.support.models import Ticket
from school.support.places import Place
from school.support.sentences import Done, Question

SEARCH, CLASS, CHILD, CONTACT, COMMENT = 100, 30, 150, 100, 500


@dataclass
class ReportForm:
    """A message as typed; ``errors`` is a sentence by field.

    ``school`` is the key of the chosen one as text, ``search`` the letters typed to
    find it, ``share`` the tick.
    """

    search: str = ""
    school: str = ""
    class_typed: str = ""
    child: str = ""
    contact: str = ""
    comment: str = ""
    share: bool = False
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "ReportForm":
        """Read the fields; what is too long stays whole, with a sentence."""
        form = cls(
            search=plain(sent.get("search", "")),
            school=plain(sent.get("school", "")),
            class_typed=plain(sent.get("class_typed", "")),
            child=plain(sent.get("child", "")),
            contact=plain(sent.get("contact", "")),
            comment=plain_lines(sent.get("comment", "")),
            share=sent.get("share") == "1",
        )
        form.errors.update(form._too_long())
        return form

    def chosen(self, places: Iterable[Place]) -> Place | None:
        """The school that was chosen, if it is one of these."""
        return next((one for one in places if one.key == self.school), None)

    def complete(self, places: Sequence[Place]) -> Place | None:
        """The school when nothing is missing; else the sentences are in ``errors``."""
        school = self.chosen(places)
        if school is None:
            self.errors["school"] = (
                "Выберите школу. Если её нет в списке, наберите первые буквы названия"
                " и нажмите «Найти»."
            )
        if not self.child:
            self.errors["child"] = (
                "Напишите, чей дневник не открылся: фамилию, имя и отчество."
            )
        return None if self.errors else school

    def _too_long(self) -> Iterable[tuple[str, str]]:
        for name, longest in (
            ("search", SEARCH),
            ("class_typed", CLASS),
            ("child", CHILD),
            ("contact", CONTACT),
            ("comment", COMMENT),
        ):
            length = len(getattr(self, name))
            if length > longest:
                yield name, f"Здесь {length} знаков, помещается {longest}. Сократите."


@dataclass
class AnswerForm:
    """What a school answers: the new state, and the sentence that goes with it."""

    state: Ticket.State | None = None
    sentence: str = ""
    error: str = ""

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "AnswerForm":
        """Read the pressed button and the chosen sentence.

        What is done may be told without one, a question is asked in one.
        """
        state, sentence = sent.get("state", ""), sent.get("sentence", "")
        if state not in set(Ticket.State) - {Ticket.State.RECEIVED}:
            return cls(error="Выберите, что сделано: нажмите одну из кнопок.")
        if state == Ticket.State.ASKED and sentence not in set(Question):
            return cls(error="Выберите, что нужно от человека.")
        if state == Ticket.State.FIXED and sentence not in {"", *Done}:
            return cls(error="Выберите фразу из списка.")
        if state == Ticket.State.WORKING:
            sentence = ""
        return cls(Ticket.State(state), sentence)


@dataclass
class PaperForm:
    """A paper as typed: a consent, or its withdrawal (``withdrawn``) with a date alone.

    ``errors`` is a sentence by field of `papering.Paper`.
    """

    withdrawn: bool = False
    on: str = ""
    form: str = ""
    file_number: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "PaperForm":
        """Read the pressed button and the fields."""
        return cls(
            withdrawn=sent.get("word") == "withdrawn",
            on=plain(sent.get("on", "")),
            form=plain(sent.get("form", "")),
            file_number=plain(sent.get("file_number", "")),
        )

    def paper(self) -> Paper | None:
        """What is on the paper; None, and a sentence, where no date can be read."""
        day = read_day(self.on)
        if day is None:
            self.errors["on"] = "Перепишите дату с бумаги: день, месяц и год."
            return None
        return Paper(day, self.form, self.file_number)
