"""The card on paper: what stands where, what cannot be markup, what a camera reads."""

from itertools import pairwise

import pytest
import segno

from school.logins.tests.sheets import (
    ADDRESS,
    CODE,
    card,
    grey,
    pages,
    sheets,
    where,
)
from school.logins.typesetting import pdf_of, square
from school.regions.house_rules import DEFAULT, MOST_LINES, MOST_SIGNS

HALF_MM, STUB_MM, FOLD_MM = 105.0, 97.0, 46.0
BOXES_MM, SQUARE_MM = 60.0, 19.0
DOTS_PT, DARK = 4, 128
HOSTILE = (
    "#panic()",
    '"); #read("press.py") //',
    "*жирно* $x^2$ @где <тут>",
    "\\ \\u{41} ]{}[ `код`",
    "#set page(width: 1mm)",
)


def test_both_halves_carry_the_heading_and_everything_that_source_004_has() -> None:
    front, _ = pages(pdf_of(sheets()))
    title = "КАРТОЧКА РЕГИСТРАЦИИ ДОСТУПА К АИС «ОБРАЗОВАНИЕ»"
    assert front.count(title) == 2
    for part in (
        "Озёрный район, Мещёрская область",
        "МОУ «Озёрная средняя школа»",
        "Фамилия Орлов",
        "Имя Глеб",
        "Отчество Петрович",
        "kvt48273",
        "Права доступа: Ученик",
        "Дата регистрации: 18.11.2026",
        "не медленнее 256 Кбит/с",
        "https://school.example.test/help/",
        "8 (4912) 00-00-00",
        "Ответственный за генерацию: Савельева Ирина Николаевна",
        "Карточка распечатана: 18.11.2026",
        "Карточка выдана",
        "ученику",
        "родителю",
        "С правилами работы ознакомлен",
        "подпись",
        "5«Б»",
        ADDRESS,
    ):
        assert part in front, part
    assert "Орлов Г. П." in front.replace("\xa0", " ")


def test_each_sign_of_the_code_has_a_box_of_its_own_in_two_groups_of_five() -> None:
    pdf = pdf_of(sheets())
    assert " ".join(CODE) in pages(pdf)[0]
    ((_, after, line),) = where(pdf, 0, "kvt48273")
    signs = [
        next(
            left
            for left, _, top in where(pdf, 0, sign)
            if left > after and abs(top - line) < 2
        )
        for sign in CODE
    ]
    gaps = [round(after - before, 1) for before, after in pairwise(signs)]
    assert gaps[4] == pytest.approx(gaps[3] + 2.5, abs=1)
    assert min(gaps) > 5


def test_folded_at_the_ticks_the_password_is_inside_and_the_name_is_not_cut() -> None:
    pdf = pdf_of(sheets())
    ((_, _, name),) = where(pdf, 0, "Петрович")
    ((_, _, login),) = where(pdf, 0, "kvt48273")
    assert name < FOLD_MM - 3 < FOLD_MM < login < STUB_MM
    stub = [top for _, _, top in where(pdf, 0, "Карточка выдана")]
    assert all(top > STUB_MM for top in stub)


def test_a_sheet_has_four_cards_and_its_back_stands_behind_each() -> None:
    five = pdf_of(sheets(*(card(f"Орлов{number}") for number in "абвгд")))
    found = pages(five)
    assert len(found) == 4
    assert [page.count("Фамилия") for page in found] == [4, 0, 1, 0]
    assert [page.count("Правила работы") for page in found] == [0, 4, 0, 1]
    # The fifth stands left, so its back stands right: the sheet is turned like a leaf.
    ((name, _, _),) = where(five, 2, "Орловд Г")
    ((back, _, _),) = where(five, 3, "Правила работы")
    assert name < HALF_MM < back
    assert DEFAULT[2] in found[1]


@pytest.mark.parametrize("name", HOSTILE)
def test_what_people_typed_is_never_markup(name: str) -> None:
    front, back = pages(pdf_of(sheets(card(name), rules=(name, name))))
    assert " ".join(name.split()) in front
    assert back.count(" ".join(name.split())) == 2


def test_a_long_name_stays_on_its_own_card() -> None:
    long = "Щ" * 100
    pdf = pdf_of(sheets(card(long), card("Абдурахманова-Константинопольская")))
    for _, right, _ in where(pdf, 0, "Щ" * 20):
        assert right < HALF_MM
    ((left, right, _), *_) = where(pdf, 0, "Абдурахманова-Константинопольская")
    assert HALF_MM < left < right < 2 * HALF_MM - 5


@pytest.mark.parametrize(
    "rules",
    [
        ("Щука ж" * (MOST_SIGNS // 6),),
        tuple("Ш" * (MOST_SIGNS // MOST_LINES) for _ in range(MOST_LINES)),
        tuple("Щ щ" * 27 for _ in range(MOST_LINES)),
    ],
)
def test_the_longest_rules_that_a_region_may_write_fit(rules: tuple[str, ...]) -> None:
    pdf = pdf_of(sheets(rules=(*rules[:-1], rules[-1][:-6] + " конец")))
    assert len(pages(pdf)) == 2
    ((_, right, end),) = where(pdf, 1, "конец")
    ((_, _, folding),) = where(pdf, 1, "Внутри")
    assert end + 3 < folding
    assert right < 2 * HALF_MM - 5


def test_a_camera_reads_the_address_of_the_door_and_nothing_else() -> None:
    pdf = pdf_of(sheets())
    modules = [list(map(bool, row)) for row in segno.make_qr(ADDRESS, error="m").matrix]
    assert _seen(grey(pdf, 0, DOTS_PT), len(modules)) == modules
    assert CODE not in square(ADDRESS)


def _seen(rows: list[bytes], size: int) -> list[list[bool]]:
    """The dark squares of the first card's QR code: its right edge is the margin."""
    dots = DOTS_PT * 72 / 25.4
    left, step = (HALF_MM - 7 - SQUARE_MM) * dots, SQUARE_MM * dots / size
    corner = slice(round(left + 2), round(left + 5 * step))
    top = next(
        at
        for at in range(round(BOXES_MM * dots), len(rows))
        if max(rows[at][corner]) < DARK
    )
    return [
        [
            rows[round(top + (row + 0.5) * step)][round(left + (column + 0.5) * step)]
            < DARK
            for column in range(size)
        ]
        for row in range(size)
    ]
