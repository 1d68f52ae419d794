"""What the forms of new cards and of links sent: read, checked, kept as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from school.lib.dates import read_day
from school.lib.text import plain
from school.people.models import Kinship
from school.registry.forms import ContactsForm, DocumentsForm, NameForm
from school.registry.linking import LONGEST_DOCUMENT, Tie
from school.registry.making import Person
from school.registry.restricting import Ruling

LONGEST_POSITION = 100


@dataclass
class PersonForm:
    """A person as typed, for a new card: the forms of a card's sections at once."""

    name: NameForm = field(default_factory=NameForm)
    documents: DocumentsForm = field(default_factory=DocumentsForm)
    contacts: ContactsForm = field(default_factory=ContactsForm)

    @classmethod
    def of(cls, sent: Mapping[str, str], *, today: date) -> "PersonForm":
        """Read the fields."""
        return cls(
            NameForm.of(sent, today=today),
            DocumentsForm.of(sent),
            ContactsForm.of(sent),
        )

    @property
    def errors(self) -> dict[str, str]:
        """A sentence by field."""
        return self.name.errors | self.documents.errors | self.contacts.errors

    def person(self) -> Person:
        """Whom it describes; of a form without errors."""
        named, papers = self.name.correction(), self.documents.correction()
        if named.name is None or named.birth_date is None:
            raise ValueError("the form has errors")
        return Person(
            name=named.name,
            birth_date=named.birth_date,
            snils=papers.snils or "",
            certificate=papers.certificate or "",
            phone=self.contacts.phone,
        )


@dataclass
class TieForm:
    """What the guardian is to the student, as chosen, the paper, and the days."""

    kind: str = ""
    document: str = ""
    since: str = ""
    until: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str], *, today: date) -> "TieForm":
        """Read the fields. Only parents may be linked without a paper."""
        form = cls(
            kind=sent.get("kind", ""),
            document=plain(sent.get("document", "")),
            since=plain(sent.get("since", "")),
            until=plain(sent.get("until", "")),
        )
        if form.kind not in Kinship.Kind.values:
            form.errors["kind"] = "Выберите, кем он приходится ученику."
        elif not form.document and form.kind not in _PARENTS:
            form.errors["document"] = "Впишите документ: какой, номер и дату."
        form.errors |= _too_long(form.document) | form._wrong_days(today)
        return form

    def tie(self) -> Tie:
        """What it says; of a form without errors."""
        days = read_day(self.since), read_day(self.until)
        return Tie(Kinship.Kind(self.kind), self.document, *days)

    def _wrong_days(self, today: date) -> dict[str, str]:
        since, until = read_day(self.since), read_day(self.until)
        latest = today + _FARTHEST
        if self.since and (since is None or not _OLDEST <= since <= latest):
            return {"since": "Перепишите день с документа: день, месяц и год."}
        if self.until and (until is None or until <= (since or today)):
            return {"until": "Этот день позже начала. Без срока оставьте пустым."}
        return {}


@dataclass
class RulingForm:
    """A court's paper as typed."""

    document: str = ""
    on: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str], *, today: date) -> "RulingForm":
        """Read the fields."""
        form = cls(plain(sent.get("document", "")), plain(sent.get("on", "")))
        if not form.document:
            form.errors["document"] = "Впишите решение: какой суд и номер дела."
        form.errors |= _too_long(form.document)
        day = read_day(form.on)
        if day is None or not _OLDEST <= day <= today:
            form.errors["on"] = "Перепишите дату с решения: день, месяц и год."
        return form

    def ruling(self) -> Ruling:
        """What it says; of a form without errors."""
        day = read_day(self.on)
        if day is None:
            raise ValueError("the form has errors")
        return Ruling(self.document, day)


_PARENTS = {Kinship.Kind.MOTHER, Kinship.Kind.FATHER}
_OLDEST = date(1990, 1, 1)
_FARTHEST = timedelta(days=366)


def _too_long(document: str) -> dict[str, str]:
    if len(document) <= LONGEST_DOCUMENT:
        return {}
    told = f"Здесь {len(document)} знаков, помещается {LONGEST_DOCUMENT}."
    return {"document": told}
