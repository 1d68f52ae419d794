"""Subjects as a list writes them."""

from school.importing.naming import Subjects

KNOWN = Subjects([(1, "Математика"), (2, "Русский язык")])


def test_a_slip_of_the_pen_is_offered_its_subject() -> None:
    assert KNOWN.find("русский  язык") == 2
    assert KNOWN.find("Матиматика") == (
        "Предмета «Матиматика» в справочнике нет. Может быть, «Математика»?",
        "Математика",
    )


def test_another_subject_is_not_offered_in_its_place() -> None:
    sentence, instead = KNOWN.find("Английский язык")  # type: ignore[misc]
    assert "Назовите его, как в плане" in sentence
    assert instead == ""
