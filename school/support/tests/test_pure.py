"""Names of classes, schools by first letters, what was said: without a database."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, date, datetime, timedelta

import pytest

from school.access.said import LASTS, Carried, Said, unwrap, wrap
from school.support import class_names
from school.support.places import FEW, SHOWN, Place, find

AT = datetime(2026, 11, 18, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("5Б", (5, "Б")),
        (" 5 б ", (5, "Б")),
        ("5-б", (5, "Б")),
        ("5«Б»", (5, "Б")),
        ("5 «Б» класс", (5, "Б")),
        ("5 класс Б", (5, "Б")),
        ("5B", (5, "В")),
        ("11", (11, "")),
        ("7 класс", (7, "")),
        ("", None),
        ("0А", None),
        ("12А", None),
        ("пятый", None),
        ("5 Б и 7 В", None),
        ("5" * 200, None),
    ],
)
def test_a_class_is_read_as_people_type_it(
    typed: str, named: tuple[int, str] | None
) -> None:
    assert class_names.read(typed) == named


def schools(count: int) -> list[Place]:
    return [Place(n, str(n), f"Школа № {n}", "Заокск") for n in range(1, count + 1)]


def test_a_school_is_found_by_the_first_letters_of_its_words() -> None:
    many = [*schools(30), Place(99, "k", "Ёлкинская школа", "Луговской район")]
    assert [one.id for one in find(many, "шк 12").places] == [12]
    assert [one.id for one in find(many, "елк").places] == [99]
    assert [one.id for one in find(many, "луговск").places] == [99]
    assert find(many, "кинская").places == ()
    assert find(many, "школа 777").places == ()


def test_few_schools_are_shown_at_once_and_many_are_searched() -> None:
    assert len(find(schools(FEW), "").places) == FEW
    assert find(schools(FEW + 1), "").places == ()
    found = find(schools(50), "школа")
    assert (len(found.places), found.more) == (SHOWN, True)


SAID = Said("Иванова Анна Ильинична", date(1988, 3, 14), "90000010185")
CARRIED = Carried("ЭШ-2611-7К4М2Х", SAID)


def test_what_was_said_comes_back_from_its_own_browser_for_half_an_hour() -> None:
    kept = wrap(CARRIED, AT)
    assert unwrap(kept, AT) == CARRIED
    assert unwrap(kept, AT + LASTS - timedelta(seconds=1)) == CARRIED
    assert unwrap(kept, AT + LASTS) is None
    assert unwrap(kept, AT - timedelta(seconds=1)) is None
    assert unwrap(wrap(Carried("x"), AT), AT) == Carried("x")


def test_the_cookie_shows_nothing_and_bears_no_tampering() -> None:
    kept = wrap(CARRIED, AT)
    raw = urlsafe_b64decode(kept)
    for part in ("Иванова".encode(), b"90000010185", b"1988", b"2611"):
        assert part not in raw
    for place in range(len(raw)):
        spoilt = bytearray(raw)
        spoilt[place] ^= 1
        assert unwrap(urlsafe_b64encode(bytes(spoilt)).decode(), AT) is None
    for forged in ("", "x", "AAAA", "я", kept[:-8], "\x00", "e30="):
        assert unwrap(forged, AT) is None
