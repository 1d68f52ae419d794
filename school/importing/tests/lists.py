"""Lists of the tests, and what an administrator does with one."""

from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.importing.tests.books import Row, xlsx
from school.people import snils
from school.people.models import Card, Kinship
from school.registry.tests.conftest import Office, words

SEND = "/importing/"
HEAD: Row = (
    *("ФИО", "Дата рождения", "Класс", "СНИЛС", "ФИО матери"),
    *("Дата рождения матери", "СНИЛС матери", "Телефон матери"),
)
MUM = snils.complete(900000301)
MOTHER: Row = (
    "Белова Мария Львовна",
    date(1985, 1, 2),
    snils.shown(MUM),
    "89000000000",
)
GLEB: Row = ("Белов Глеб Юрьевич", date(2015, 5, 20), "4А", "", *MOTHER)
INNA: Row = ("Белова Инна Юрьевна", "21.06.2016", "4 «А»", "", *MOTHER)


def send(by: Client, *rows: Row, content: bytes | None = None) -> Any:
    file = SimpleUploadedFile("Ученики.xlsx", content or xlsx(HEAD, *rows))
    return by.post(SEND, {"table": file})


def page_of(by: Client, *rows: Row) -> str:
    answer = send(by, *rows)
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def write(by: Client, address: str) -> Any:
    page = words(by.get(address))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return by.post(f"{address}write/", {"seen": seen})


def family(office: Office) -> tuple[list[Card], list[Card], list[Kinship]]:
    with office.behind():
        found = Card.objects.filter(last_name__in=["Белов", "Белова"]).order_by("pk")
        return (
            [one for one in found if one.kind == Card.Kind.STUDENT],
            [one for one in found if one.kind == Card.Kind.GUARDIAN],
            list(Kinship.objects.filter(guardian__in=found.values("pk"))),
        )
