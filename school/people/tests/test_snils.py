import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.people import snils
from school.people.unreadable import Unreadable


@pytest.mark.parametrize(
    "typed",
    [
        "112-233-445 95",
        "11223344595",
        "112 233 445 95",
        "112-233-445-95",
        " 112\N{NO-BREAK SPACE}233–445 95 ",
        "112.233.445 95",
        11223344595,
        11223344595.0,
    ],
)
def test_a_snils_is_read_however_it_is_typed(typed: str | int | float) -> None:
    assert snils.parse(typed) == "11223344595"


def test_zeros_that_a_spreadsheet_lost_come_back() -> None:
    whole = snils.complete(12345678)
    assert whole.startswith("0")
    assert snils.parse(int(whole)) == whole
    assert isinstance(snils.parse(whole.lstrip("0")), Unreadable)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("112-233-445 96", "Последние две цифры не сходятся. Сверьте с документом."),
        ("121-233-445 95", "не сходятся"),
        ("", "не заполнен"),
        (" - ", "не заполнен"),
        ("112-233-445", "11 цифр, а здесь 9"),
        ("112-233-445 955", "11 цифр, а здесь 12"),
        ("112-233-44Б 95", "только цифры"),
        ("١١٢٢٣٣٤٤٥٩٥", "только цифры"),
        ("000-000-000 00", "нул"),
        (0, "11 цифр"),
        (17, "11 цифр"),
        (-11223344595, "только цифры"),
        (1122334459.5, "дробное"),
        (float("nan"), "дробное"),
        (float("inf"), "дробное"),
    ],
)
def test_what_is_wrong_is_one_sentence(typed: str | int | float, words: str) -> None:
    found = snils.parse(typed)
    assert isinstance(found, Unreadable)
    assert words in found.sentence


@pytest.mark.parametrize(
    ("nine", "control"),
    [
        ("112233445", "95"),
        ("087654303", "00"),
        ("999999999", "01"),
        ("900000001", "82"),
    ],
)
def test_the_control_number_follows_the_rule(nine: str, control: str) -> None:
    assert snils.control(nine) == control


def test_a_sum_of_100_is_written_00() -> None:
    found = {
        number: snils.control(f"{number:09}")
        for number in range(500_000)
        if sum(int(d) * (9 - i) for i, d in enumerate(f"{number:09}")) in (100, 101)
    }
    assert found
    assert set(found.values()) == {"00"}


@given(st.integers(min_value=1, max_value=999_999_999))
def test_a_complete_snils_reads_back_in_its_own_form(number: int) -> None:
    whole = snils.complete(number)
    assert snils.parse(whole) == whole
    assert snils.parse(snils.shown(whole)) == whole


@given(
    st.integers(min_value=1, max_value=999_999_999),
    st.integers(min_value=0, max_value=8),
    st.integers(min_value=1, max_value=9),
)
def test_one_wrong_digit_is_noticed(number: int, place: int, shift: int) -> None:
    whole = snils.complete(number)
    wrong = str((int(whole[place]) + shift) % 10)
    typo = whole[:place] + wrong + whole[place + 1 :]
    # 99 and 00 of the remainders 100 and 0 meet; every other single change shows.
    if snils.control(typo[:9]) != whole[9:]:
        assert isinstance(snils.parse(typo), Unreadable)
    else:
        assert whole[9:] == "00"


def test_a_snils_is_shown_and_masked() -> None:
    assert snils.shown("11223344595") == "112-233-445 95"
    assert snils.masked("11223344595") == "***-***-445 95"


@given(st.one_of(st.text(max_size=20), st.integers(), st.floats()))
def test_no_value_breaks_the_reading(value: str | int | float) -> None:
    found = snils.parse(value)
    assert isinstance(found, Unreadable) or len(found) == 11
