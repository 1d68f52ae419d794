import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import Environment, FileSystemLoader, UndefinedError
from markupsafe import Markup

from school.ui import components, jinja

TEMPLATES = Path(jinja.__file__).parent / "templates"
WORDS = ("400", "403", "404", "405", "413", "500", "503", "csrf")


@pytest.fixture(scope="module")
def pages() -> Environment:
    return jinja.environment(loader=FileSystemLoader(TEMPLATES))


def drawn(pages: Environment, source: str, **context: object) -> str:
    return pages.from_string(source).render(**context)


@pytest.mark.parametrize("name", WORDS)
def test_trouble_is_told_in_words_without_a_request(
    pages: Environment, name: str
) -> None:
    page = pages.get_template(f"ui/{name}.html").render()
    assert page.startswith('<!doctype html>\n<html lang="ru">')
    assert page.count("<h1") == 1
    assert "Кто поможет" in page
    assert re.search(r"<title>.+ — Электронная школа</title>", page)


@pytest.mark.parametrize("name", WORDS)
def test_trouble_names_whoever_is_known_and_lets_him_leave(
    pages: Environment, name: str
) -> None:
    known = SimpleNamespace(short_name="Елена С.", choices=2)
    request = SimpleNamespace(visitor=known)
    page = pages.get_template(f"ui/{name}.html").render(request=request, csrf_input="")
    assert "<b>Елена\u00a0С.</b>" in page
    assert 'action="/access/leave/"' in page
    assert 'href="/access/roles/"' in page
    stranger = pages.get_template(f"ui/{name}.html").render(request=SimpleNamespace())
    assert "/access/leave/" not in stranger


def test_a_refusal_of_ours_says_its_own_sentence(pages: Environment) -> None:
    page = pages.get_template("ui/403.html").render(sentence="Урок уже закрыт.")
    assert "Урок уже закрыт." in page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_all_parts_stand_on_one_page_in_both_themes(
    pages: Environment, theme: str
) -> None:
    page = pages.get_template("ui/components.html").render(components.page(theme))
    assert f'<html lang="ru" data-theme="{theme}">' in page
    assert 'aria-current="step"' in page


def test_a_theme_nobody_knows_is_no_theme(pages: Environment) -> None:
    page = pages.get_template("ui/components.html").render(components.page("'><b>"))
    assert '<html lang="ru">' in page


def test_nothing_is_inline_and_nothing_foreign(pages: Environment) -> None:
    every = [pages.get_template(f"ui/{name}.html").render() for name in WORDS]
    every.append(pages.get_template("ui/components.html").render(components.page()))
    for page in every:
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page)
        assert not re.search(r'(?:src|href)="(?:https?:)?//', page)


def test_a_name_that_is_missing_is_an_error_not_an_empty_place(
    pages: Environment,
) -> None:
    with pytest.raises(UndefinedError):
        drawn(pages, "{{ nobody_gave_this }}")


def test_text_of_people_is_escaped_in_every_part(pages: Environment) -> None:
    page = drawn(
        pages,
        '{% from "ui/parts/words.html" import notice, tag, message_block %}'
        '{% from "ui/parts/controls.html" import field %}'
        '{% from "ui/parts/marks.html" import mark %}'
        "{{ notice(bad, bad) }}{{ tag(bad) }}{{ field('x', bad, bad, bad, bad) }}"
        "{{ field('y', bad, bad, rows=2) }}{{ mark(bad, 1, bad, bad) }}"
        "{{ message_block({'before': bad, 'link': bad, 'after': bad}) }}",
        bad='<i>"',
    )
    assert "<i>" not in page


def test_the_verbatim_message_keeps_its_ordinary_spaces(pages: Environment) -> None:
    page = drawn(
        pages,
        '{% from "ui/parts/words.html" import message_block %}{{ message_block(it) }}',
        it={"before": "Ваш дневник не найден. Через ", "link": "форму", "after": ""},
    )
    assert (
        'class="message">Ваш дневник не найден. Через <a href="#help">форму</a></p>'
        in page
    )


def test_only_the_stop_of_a_ladder_is_loud(pages: Environment) -> None:
    step = {"title": "Шаг", "actor_words": "Вы.", "instruction": "", "address": ""}
    steps = [{**step, "state": state} for state in ("done", "self", "stop", "later")]
    page = drawn(
        pages,
        '{% from "ui/parts/words.html" import ladder %}{{ ladder(steps) }}',
        steps=steps,
    )
    assert page.count('aria-current="step"') == 1
    assert page.count("Здесь остановка") == 1
    assert "Проверьте сами" in page
    assert "Пока не проверяли" in page


def test_a_weight_is_said_only_when_it_is_not_one(pages: Environment) -> None:
    source = '{% from "ui/parts/marks.html" import mark %}{{ mark("5", weight) }}'
    assert "×" not in drawn(pages, source, weight=1)
    heavy = drawn(pages, source, weight=3)
    assert "×3" in heavy
    assert ", вес 3" in heavy


def test_help_stands_even_where_there_is_no_hot_line(pages: Environment) -> None:
    source = '{% from "ui/parts/words.html" import help_block %}{{ help_block(none) }}'
    page = drawn(pages, source)
    assert "Горячая линия" not in page
    assert "Поддержка Госуслуг" in page


def test_the_account_menu_works_by_forms(pages: Environment) -> None:
    page = drawn(
        pages,
        '{% from "ui/parts/frame.html" import account_menu %}'
        '{{ account_menu("Наталия С.", csrf, another="/a/", roles="/r/") }}',
        csrf=Markup('<input type="hidden" name="token">'),
    )
    assert page.count('<form method="post"') == 2
    assert page.count('name="token"') == 2
    assert 'href="/r/"' in page


def test_templates_stay_short() -> None:
    for template in TEMPLATES.rglob("*.html"):
        assert len(template.read_text().splitlines()) <= 100, template
