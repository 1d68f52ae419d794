"""Stories of the door whose other half is lived at school."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.journeys import steps
from tests.journeys.operating import operating
from tests.journeys.stack import Stack
from tests.journeys.test_registry import find, is_out
from tests.journeys.test_repair import open_message

Somebody = Callable[..., Page]
_MESHCHORA = "/access/region/meshchora/"
# Nobody of the cast: what a school writes of them stays written.
_FATHER = {
    "key": "stepfather",
    "last_name": "Соловьёв",
    "first_name": "Артём",
    "patronymic": "Львович",
    "gender": "M",
    "birth_date": "1981-06-15",
    "snils": "900-000-976 27",
    "agreed": True,
}


_RESTRICTED = _FATHER | {
    "key": "restricted",
    "last_name": "Воронов",
    "first_name": "Денис",
    "snils": "900-000-975 26",
}
_RULING = "Луговской районный суд, дело № 2-318"


def link_father(
    school: Page, stack: Stack, child: str, father: dict[str, object] = _FATHER
) -> None:
    """A second parent: a card, both entries, a user and the link, in one form."""
    find(school, stack, "students", child)
    school.get_by_role("link", name="Добавить родителя").click()
    school.get_by_label("отец", exact=True).check()
    for label, typed in (
        ("Фамилия", father["last_name"]),
        ("Имя", father["first_name"]),
        ("Отчество", father["patronymic"]),
        ("Дата рождения", father["birth_date"]),
        ("СНИЛС", father["snils"]),
    ):
        school.get_by_label(label, exact=True).fill(str(typed))
    school.get_by_role("button", name="Добавить").click()
    expect(school.locator("#links")).to_contain_text(str(father["last_name"]))


def unlink_father(school: Page, stack: Stack, child: str) -> None:
    """An administrator ends the link today."""
    find(school, stack, "students", child)
    his = school.locator(".card__link", has_text="Соловьёв Артём")
    his.get_by_role("link", name="Связь").click()
    end_link(school)


def end_link(school: Page) -> None:
    """On the page of a link: it ends today."""
    school.get_by_label("Да, завершить сегодня").check()
    school.get_by_role("button", name="Завершить связь").click()
    expect(school.locator("main")).to_contain_text("Связь закончена")


def test_story_14_the_second_parent_is_entered_by_both_schools(
    stack: Stack, somebody: Somebody
) -> None:
    stack.control("POST", "citizens", **_FATHER)
    father, mother = somebody(), somebody()
    teacher, admin, director = somebody(), somebody(), somebody()
    steps.sign_in(father, stack, "stepfather")
    assert steps.refusal(father)["step"] == "lists"
    steps.sign_in(teacher, stack, "teacher")
    link_father(teacher, stack, "смирнова мар")
    steps.open_door(father, stack)
    assert steps.children(father) == ["Мария"]
    steps.sign_in(director, stack, "director")
    link_father(director, stack, "смирнов кир")
    expect(director.locator("main")).not_to_contain_text("Мария")
    # A card of another school is looked for at the door.
    father.get_by_text("Артём С.").first.click()
    father.get_by_role("button", name="Выйти", exact=True).click()
    steps.open_door(father, stack)
    steps.sign_in(mother, stack, "natalia")
    for parent in (father, mother):
        assert steps.children(parent) == ["Мария", "Кирилл"]
    steps.sign_in(admin, stack, "admin")
    unlink_father(admin, stack, "смирнова мар")
    father.goto(f"{stack.school}/diary/")
    assert steps.children(father) == ["Кирилл"]
    unlink_father(director, stack, "смирнов кир")
    is_out(father, stack)
    mother.reload()
    assert steps.children(mother) == ["Мария", "Кирилл"]


def test_story_15_what_a_court_said_is_written_at_school_and_lifted_by_two(
    stack: Stack, somebody: Somebody
) -> None:
    stack.control("POST", "citizens", **_RESTRICTED)
    father, admin, operator = somebody(), somebody(), somebody()
    steps.sign_in(admin, stack, "admin")
    link_father(admin, stack, "кузьмин тим", _RESTRICTED)
    steps.sign_in(father, stack, "restricted")
    assert steps.children(father) == ["Тимофей"]
    his = admin.locator(".card__link", has_text="Воронов Денис")
    his.get_by_role("link", name="Связь").click()
    rule(admin, "Суд ограничил этого человека", "Записать ограничение")
    is_out(father, stack)
    expect(father.locator("main")).to_contain_text("Здесь больше нечего показать")
    father.get_by_role("button", name="Войти снова").click()
    steps.expect_page(father, "sign-in")
    steps.sign_in(father, stack, "restricted")
    assert steps.refusal(father)["message"] == "DIARY_NOT_FOUND"
    expect(father.locator("main")).not_to_contain_text("суд")
    rule(admin, "Суд снял ограничение", "Записать и ждать второго")
    expect(admin.locator("#court")).to_contain_text("Ждёт муниципалитет")
    steps.sign_in(operator, stack, "natalia")
    steps.expect_page(operator, "diary-week")
    with operating(stack, "natalia"):
        operator.goto(f"{stack.school}/registry/liftings/")
        asked = operator.locator("main")
        expect(asked).to_contain_text(_RULING)
        expect(asked).not_to_contain_text("Воронов")
        operator.get_by_label("Копию решения видел(а)").check()
        operator.get_by_role("button", name="Подтвердить снятие").click()
        expect(asked).not_to_contain_text(_RULING)
    steps.open_door(father, stack)
    assert steps.children(father) == ["Тимофей"]
    admin.reload()
    end_link(admin)
    is_out(father, stack)


def rule(school: Page, summary: str, button: str) -> None:
    """Write down a court's paper on the page of a link."""
    school.get_by_text(summary).click()
    form = school.locator("form", has=school.get_by_role("button", name=button))
    form.get_by_label("Решение суда").fill(_RULING)
    form.get_by_label("Дата решения").fill("2026-11-10")
    form.get_by_role("button", name=button).click()
    expect(school.locator("main")).to_contain_text(_RULING)


def test_story_31_a_message_goes_from_teacher_to_administrator_to_support(
    stack: Stack, somebody: Somebody
) -> None:
    """By the rules of 2022, in their region: each hands it on, the last one answers."""
    stepan = somebody(width=390)
    stepan.goto(f"{stack.school}{_MESHCHORA}")
    steps.sign_in(stepan, stack, "stepan")
    assert steps.refusal(stepan)["message"] == "NOT_IN_SYSTEM"
    number = steps.refusal(stepan)["reference"]
    stepan.get_by_role("link", name="Сообщить о проблеме").click()
    steps.write_to_school(stepan, "Озёрная школа", "8")
    teacher = at_lake(somebody(), stack, "saveleva")
    open_message(teacher, number)
    teacher.get_by_role("button", name="Администратору").click()
    expect(teacher.locator("main")).to_contain_text("У администратора")
    director = at_lake(somebody(), stack, "chizhova")
    open_message(director, number)
    director.get_by_role("button", name="В техподдержку").click()
    expect(director.locator("main")).to_contain_text("В техподдержке")
    operator = at_lake(somebody(), stack, "alla")
    steps.agree(operator)
    steps.expect_page(operator, "diary-week")
    with operating(stack, "alla"):
        answer_as_support(operator, stack, number)
    stepan.reload()
    expect(stepan.locator("main")).to_contain_text("Напишите здесь")


def at_lake(person: Page, stack: Stack, who: str) -> Page:
    """Signed in by the door of the second region."""
    person.goto(f"{stack.school}{_MESHCHORA}")
    steps.sign_in(person, stack, who)
    return person


def answer_as_support(operator: Page, stack: Stack, number: str) -> None:
    """Support reads no name and asks the person."""
    operator.goto(f"{stack.school}/support/raised/")
    risen = operator.locator(f"[data-reference='{number}']")
    expect(risen).not_to_contain_text("Иванов")
    risen.get_by_text("Спросить человека").first.click()
    risen.get_by_label("Напишите здесь").first.check()
    risen.get_by_role("button", name="Спросить человека").click()
    expect(operator.locator(f"[data-reference='{number}']")).to_have_count(0)
