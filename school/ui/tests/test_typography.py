import pytest
from markupsafe import Markup

from school.ui.typography import counted, initial, phone, plural, sentence, typo


@pytest.mark.parametrize(
    ("plain", "set_well"),
    [
        ("Вход в дневник и журнал", "Вход в\u00a0дневник и\u00a0журнал"),
        ("слова раздела 4 — наизусть", "слова раздела 4\u00a0— наизусть"),
        ("школа № 12, § 34", "школа №\u00a012, §\u00a034"),
        ("школа №12", "школа №\u00a012"),
        ("Соколова Е. А.", "Соколова Е.\u00a0А."),
        ("Соколова Е.А.", "Соколова Е.\u00a0А."),
        ("но и не на (а в) том", "но\u00a0и\u00a0не\u00a0на\u00a0(а\u00a0в) том"),
        ("", ""),
    ],
)
def test_a_line_breaks_only_where_russian_lets_it(plain: str, set_well: str) -> None:
    assert typo(plain).replace("Соколова\u00a0", "Соколова ") == set_well


def test_a_surname_stays_with_its_initials() -> None:
    assert " " not in typo("Соколова Е. А.")


def test_setting_twice_changes_nothing() -> None:
    once = typo("Маша и Кирилл — дети Н. С. Смирновой, школа № 12")
    assert typo(once) == once


def test_markup_stays_markup_and_text_stays_text() -> None:
    assert isinstance(typo(Markup("<b>и так</b>")), Markup)
    assert not isinstance(typo("<b>и так</b>"), Markup)


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (0, "0\u00a0отметок"),
        (1, "1\u00a0отметка"),
        (2, "2\u00a0отметки"),
        (5, "5\u00a0отметок"),
        (11, "11\u00a0отметок"),
        (14, "14\u00a0отметок"),
        (21, "21\u00a0отметка"),
        (112, "112\u00a0отметок"),
    ],
)
def test_a_noun_agrees_with_its_number(count: int, words: str) -> None:
    assert counted(count, "отметка", "отметки", "отметок") == words


def test_a_plural_alone_has_no_number() -> None:
    assert plural(3, "урок", "урока", "уроков") == "урока"


def test_a_telephone_number_becomes_what_is_dialled() -> None:
    assert phone("8 (4912) 00-00-00") == "84912000000"
    assert phone("+7 900 000-00-01") == "+79000000001"


def test_a_name_gives_its_letter_and_a_sentence_its_capital() -> None:
    assert initial(" мария") == "М"
    assert initial("") == ""
    assert sentence("заокская ОБЛАСТЬ") == "Заокская ОБЛАСТЬ"


def test_a_page_number_stays_with_its_abbreviation() -> None:
    assert typo("пересказ, с. 94") == "пересказ, с.\u00a094"
    assert typo("упр. 187 письменно") == "упр.\u00a0187 письменно"


def test_a_number_stays_with_what_it_counts() -> None:
    assert typo("через 10 минут") == "через 10\u00a0минут"
    assert typo("до 29 ноября") == "до\u00a029\u00a0ноября"
    assert typo("№ 412 устно") == "№\u00a0412 устно"
