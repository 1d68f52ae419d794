"""What the sections of a personal card sent: read, checked, kept as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from school.lib.dates import read_day
from school.lib.text import plain
from school.people import certificates, phones, snils
from school.people.models import Card
from school.people.names import FullName, lookalikes, tidy
from school.people.unreadable import Unreadable
from school.registry.correcting import Correction

LONGEST = 100
_OLDEST = date(1900, 1, 1)
_NAMES = {
    "last_name": "фамилии",
    "first_name": "имени",
    "patronymic": "отчестве",
}


@dataclass
class NameForm:
    """ФИО and birth date as typed; ``sure`` says that Latin letters are meant.

    ``errors`` is a sentence by field, ``latin`` the fields that mix the alphabets.
    """

    last_name: str = ""
    first_name: str = ""
    patronymic: str = ""
    birth_date: str = ""
    sure: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    latin: tuple[str, ...] = ()

    @classmethod
    def of(cls, sent: Mapping[str, str], *, today: date) -> "NameForm":
        """Read the fields; ``repair`` puts Cyrillic letters for those like them."""
        typed = {name: tidy(plain(sent.get(name, ""))) for name in _NAMES}
        if "repair" in sent:
            typed = {name: lookalikes(text).repaired for name, text in typed.items()}
        form = cls(
            typed["last_name"],
            typed["first_name"],
            typed["patronymic"],
            birth_date=plain(sent.get("birth_date", "")),
            sure=sent.get("sure") == "1",
        )
        form.errors.update(form._wrong(today))
        form.latin = tuple(name for name, text in typed.items() if lookalikes(text))
        if form.latin and not form.sure:
            for name in form.latin:
                form.errors.setdefault(name, _mixed(_NAMES[name], typed[name]))
        return form

    @classmethod
    def of_card(cls, card: Card) -> "NameForm":
        """As it stands in the card."""
        return cls(
            card.last_name,
            card.first_name,
            card.patronymic,
            card.birth_date.isoformat(),
        )

    def correction(self) -> Correction:
        """What is to be written; of a form without errors."""
        born = read_day(self.birth_date)
        name = FullName(self.last_name, self.first_name, self.patronymic)
        return Correction(name=name, birth_date=born)

    def _wrong(self, today: date) -> dict[str, str]:
        wrong = {}
        if not self.last_name:
            wrong["last_name"] = "Впишите фамилию, как в документе."
        if not self.first_name:
            wrong["first_name"] = "Впишите имя, как в документе."
        for name in _NAMES:
            text = getattr(self, name)
            if len(text) > LONGEST:
                wrong[name] = f"Здесь {len(text)} знаков, помещается {LONGEST}."
            elif any(letter.isdigit() for letter in text):
                wrong[name] = "Здесь цифра. Впишите буквами, как в документе."
        born = read_day(self.birth_date)
        if born is None or not _OLDEST <= born <= today:
            wrong["birth_date"] = "Перепишите дату рождения с документа."
        return wrong


@dataclass
class DocumentsForm:
    """Documents as typed; what is left empty stays as it is in the card.

    ``drop_…`` takes the document out. ``sure``: a foreign certificate is meant, or a
    number that stands in another's card too. ``shared``: whose card that is.
    """

    snils: str = ""
    certificate: str = ""
    drop_snils: bool = False
    drop_certificate: bool = False
    sure: bool = False
    errors: dict[str, str] = field(default_factory=dict)
    shared: tuple[str, ...] = ()

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "DocumentsForm":
        """Read the fields."""
        form = cls(
            snils=plain(sent.get("snils", "")),
            certificate=plain(sent.get("certificate", "")),
            drop_snils=sent.get("drop_snils") == "1",
            drop_certificate=sent.get("drop_certificate") == "1",
            sure=sent.get("sure") == "1",
        )
        if form.snils:
            _read(form.errors, "snils", snils.parse(form.snils))
        if form.certificate and not form.sure:
            _read(form.errors, "certificate", certificates.parse(form.certificate))
        if len(form.certificate) > LONGEST:
            form.errors["certificate"] = f"Помещается {LONGEST} знаков. Сократите."
        return form

    def correction(self) -> Correction:
        """What is to be written; of a form without errors."""
        number = snils.parse(self.snils) if self.snils else None
        paper = certificates.normalise(self.certificate) or None
        return Correction(
            snils=number if isinstance(number, str) else _dropped(self.drop_snils),
            certificate=paper or _dropped(self.drop_certificate),
        )


@dataclass
class ContactsForm:
    """Telephone and e-mail as typed; empty ones are taken out of the card."""

    phone: str = ""
    email: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "ContactsForm":
        """Read the fields."""
        form = cls(plain(sent.get("phone", "")), plain(sent.get("email", "")).lower())
        if form.phone:
            read = phones.parse(form.phone)
            _read(form.errors, "phone", read)
            form.phone = read if isinstance(read, str) else form.phone
        if form.email and not _is_address(form.email):
            form.errors["email"] = "Не похоже на адрес почты. Впишите его целиком."
        return form

    @classmethod
    def of_card(cls, card: Card) -> "ContactsForm":
        """As it stands in the card."""
        return cls(card.phone, card.email)

    def correction(self) -> Correction:
        """What is to be written; of a form without errors."""
        return Correction(phone=self.phone, email=self.email)


@dataclass
class EntriesForm:
    """The two entries: in «Реестр родителей», and the user's state."""

    registered: bool = False
    user: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: Mapping[str, str]) -> "EntriesForm":
        """Read the fields."""
        form = cls(sent.get("registered") == "1", sent.get("user", ""))
        if form.user not in Card.User.values:
            form.errors["user"] = "Выберите, включён ли пользователь."
        return form

    @classmethod
    def of_card(cls, card: Card) -> "EntriesForm":
        """As it stands in the card."""
        return cls(card.registered, card.user)


def _read(errors: dict[str, str], name: str, found: str | Unreadable) -> None:
    if isinstance(found, Unreadable):
        errors[name] = found.sentence


def _dropped(tick: bool) -> str | None:
    return "" if tick else None


def _is_address(text: str) -> bool:
    name, at, host = text.partition("@")
    is_one_line = not any(letter.isspace() for letter in text) and len(text) <= LONGEST
    return bool(name and at) and "." in host.strip(".") and is_one_line


def _mixed(where: str, text: str) -> str:
    found = lookalikes(text)
    letters = ", ".join(f"«{text[position]}»" for position in found.positions)
    return f"В {where} латинские буквы: {letters}."
