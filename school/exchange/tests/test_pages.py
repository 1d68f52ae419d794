"""An administrator's package: sent, looked at, written once; and the school taken."""

import io
from datetime import timedelta
from typing import Any

import pytest
import python_calamine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from school.access.models import Session
from school.audit.models import AuditLine
from school.exchange.incoming.opening import Opened, read
from school.exchange.oneroster import package
from school.exchange.tests import foreign
from school.exchange.tests.foreign import Files
from school.importing.models import Upload
from school.importing.sending import forget_old
from school.importing.tests.books import xlsx
from school.lib import clock
from school.people.models import Card
from school.registry.tests.conftest import Office, words

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = "/exchange/"


def archive(files: Files) -> bytes:
    file = io.BytesIO()
    package.write(file, files.items())
    return file.getvalue()


def send(by: Client, content: bytes) -> Any:
    return by.post(PAGE, {"package": SimpleUploadedFile("school.zip", content)})


def sent(by: Client, files: Files) -> str:
    answer = send(by, archive(files))
    assert answer.status_code == 303, words(answer)
    return str(answer["Location"])


def write(by: Client, address: str, **more: str) -> Any:
    page = words(by.get(address))
    seen = page.partition('name="seen" value="')[2].partition('"')[0]
    return by.post(f"{address}write/", {"seen": seen} | more)


def test_a_package_is_shown_before_it_is_written_once(office: Office) -> None:
    head = office.head()
    address = sent(head, foreign.files())
    page = words(head.get(address))
    assert "Школа в архиве: Школа № 12." in page
    assert "новых — 1" in page
    with office.behind():
        before = Card.objects.count()
    assert "названа она в нём иначе" in words(write(head, address))
    answer = write(head, address, from_another="1")
    assert answer.status_code == 303, words(answer)
    with office.behind():
        assert Card.objects.count() == before + 3
        (line,) = AuditLine.objects.filter(action="import", thing__contains="student:1")
    assert line.school_id == office.school
    assert "карточек учеников — 1" in words(head.get(address))
    assert write(head, address, from_another="1").status_code == 409
    again = sent(head, foreign.files())
    assert "Записывать нечего" in words(head.get(again))


def test_what_was_not_shown_is_not_written(office: Office) -> None:
    head = office.head()
    address = sent(head, foreign.files())
    seen = (
        words(head.get(address)).partition('name="seen" value="')[2].partition('"')[0]
    )
    office.make("Белов Глеб Юрьевич", Card.Kind.STUDENT, birth_date="2015-05-20")
    answer = head.post(f"{address}write/", {"seen": seen, "from_another": "1"})
    assert (answer.status_code, "изменилось" in words(answer)) == (409, True)


def test_faults_are_told_by_file_row_and_column_and_come_as_a_file(
    office: Office,
) -> None:
    head, files = office.head(), foreign.files()
    files["users"][0]["enabledUser"] = "TRUE"
    files["enrollments"][2]["beginDate"] = "1.09.2026"
    address = sent(head, files)
    page = words(head.get(address))
    assert "users.csv, строка 2, enabledUser" in page
    assert "Записать этот архив нельзя" in page
    assert 'name="seen"' not in page
    assert head.post(f"{address}write/", {"seen": ""}).status_code == 409
    book = head.get(f"{address}remarks/").content
    rows = python_calamine.load_workbook(io.BytesIO(book)).get_sheet_by_index(0)
    told = [row[:3] for row in rows.to_python()]
    assert ["enrollments.csv", "4", "beginDate"] in told
    assert ["users.csv", "2", "enabledUser"] in told


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\0" * 100])
def test_what_is_no_package_is_a_sentence(office: Office, content: bytes) -> None:
    answer = send(office.head(), content)
    assert answer.status_code == 422
    with office.behind():
        assert not Upload.objects.exists()


def test_a_table_of_a_list_is_told_where_it_belongs(office: Office) -> None:
    answer = send(office.head(), xlsx(("ФИО", "Дата рождения")))
    assert answer.status_code == 422
    assert "на странице «Загрузка списков»" in words(answer)


def test_a_package_is_forgotten_and_is_no_list(office: Office) -> None:
    head = office.head()
    address = sent(head, foreign.files())
    key = address.rstrip("/").rpartition("/")[2]
    assert head.get(f"/importing/{key}/").status_code == 404
    assert "school.zip" not in words(head.get("/importing/"))
    assert "school.zip" in words(head.get(PAGE))
    with office.behind():
        Upload.objects.update(made_at=clock.now() - timedelta(days=1))
    assert forget_old() == 1
    page = words(head.get(address))
    assert ("Архив убран" in page, 'name="seen"' in page) == (True, False)
    assert head.get(f"{address}remarks/").status_code == 404


def test_a_school_without_a_year_reads_on_the_page_that_it_has_none(
    office: Office,
) -> None:
    answer = office.head().post(f"{PAGE}export/")
    assert answer.status_code == 422
    assert 'data-page="exchange"' in words(answer)
    assert "выгружать нечего" in words(answer)


def test_a_class_teacher_has_no_such_pages(office: Office) -> None:
    teacher = office.teacher()
    assert teacher.get(PAGE).status_code == 404
    assert teacher.post(f"{PAGE}export/").status_code == 404
    assert send(teacher, archive(foreign.files())).status_code == 404


@pytest.fixture
def loaded(office: Office) -> Client:
    """An administrator of a school that a package has come into."""
    head = office.head()
    write(head, sent(head, foreign.files()), from_another="1")
    return head


def test_the_school_is_taken_after_a_fresh_proof(
    office: Office, loaded: Client
) -> None:
    answer = loaded.post(f"{PAGE}export/")
    assert answer["Content-Type"] == "application/zip", answer
    opened = read(answer.content)
    assert isinstance(opened, Opened)
    assert opened.is_sound
    with office.behind():
        assert len(opened.rows["users"]) == Card.objects.count()
        (line,) = AuditLine.objects.filter(action="export_registry")
        Session.objects.update(proved_at=None)
    assert "oneroster" in line.thing
    assert loaded.post(f"{PAGE}export/").status_code == 303
