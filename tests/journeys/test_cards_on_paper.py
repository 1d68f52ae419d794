"""Registration cards of a class, from the press to the hands of the children."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from school.logins.tests.sheets import pages
from tests.journeys import steps
from tests.journeys.stack import Stack

Somebody = Callable[..., Page]


def test_a_class_teacher_prints_and_hands_out_and_the_list_follows(
    stack: Stack, somebody: Somebody
) -> None:
    teacher = somebody(accept_downloads=True)
    teacher.goto(f"{stack.school}/access/region/meshchora/")
    steps.sign_in(teacher, stack, "saveleva")
    steps.expect_page(teacher, "journal-day")
    teacher.goto(f"{stack.school}/cards/")
    steps.expect_page(teacher, "logins-cards")
    expect(teacher.locator("h1")).to_have_text("Карточки доступа: 8 класс")
    teacher.get_by_label("Всему классу").check()
    with teacher.expect_download() as coming:
        teacher.get_by_role("button", name="Напечатать карточки").click()
    assert coming.value.suggested_filename.startswith("Карточки доступа, 8")
    # The page has read itself anew, without a reload by hand.
    expect(teacher.get_by_role("status")).to_contain_text("Файл с карточками скачан")
    waiting = teacher.locator("[data-state]")
    names = waiting.locator(".cards__name").all_inner_texts()
    states = waiting.evaluate_all("all => all.map(one => one.dataset.state)")
    assert states == ["printed"] * len(names)
    fronts = " ".join(pages(Path(coming.value.path()).read_bytes())[::2])
    logins = re.findall(r"\b[a-z]{3}[0-9]{5}\b", fronts)
    assert len(logins) == len(set(logins)) == len(names) > 1
    for name in names:
        last, first, *_ = name.split()
        assert f"Фамилия {last} Имя {first}" in fronts
    pupil, parent = _row(teacher, names[0]), _row(teacher, names[1])
    pupil.get_by_role("button", name="ученику").click()
    expect(pupil).to_contain_text("Выдана ученику")
    parent.get_by_role("button", name="родителю").click()
    expect(parent).to_contain_text("Выдана родителю")
    for row, state in ((pupil, "issued"), (parent, "issued")):
        expect(row).to_have_attribute("data-state", state)
    # One anew: it was lost. His personal card tells both.
    with teacher.expect_download():
        parent.get_by_role("button", name="Напечатать новую").click()
    expect(parent).to_have_attribute("data-state", "printed")
    teacher.goto(f"{stack.school}/registry/students/?q={names[1]}")
    teacher.locator(".registry__name").first.click()
    steps.expect_page(teacher, "registry-card")
    expect(teacher.locator("#entries")).to_contain_text("Савельева И. Н.")
    with teacher.expect_download():
        teacher.get_by_role("button", name="Напечатать карточку доступа").click()
    expect(teacher.locator("#entries").get_by_text("Прежняя карточка")).to_have_count(2)


def _row(page: Page, name: str) -> Locator:
    return page.locator("[data-state]").filter(has_text=name)
