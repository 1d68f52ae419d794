"""What of one writing can be taken back: without a database."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from school.importing.reversal import Reversal, Written, decide, place_of
from school.importing.undone import words_of
from school.registry.belongings import Row

REFERENCES = {
    "kinship": {"guardian_id": "card", "student_id": "card"},
    "enrolment": {"student_id": "card", "school_class_id": "school_class"},
    "membership": {"student_id": "card", "group_id": "study_group"},
}


def made(table: str, pk: int, **values: Any) -> Written:
    return Written(Row(table, pk, values), None, values)


def changed(table: str, pk: int, old: Any, new: Any, now: Any) -> Written:
    return Written(Row(table, pk, new), old, now)


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def decided(*written: Written, used: set[str] | None = None) -> Reversal:
    return decide(written, REFERENCES, used or set())


FAMILY = (
    made("card", 1, last_name="Белов"),
    made("card", 2, last_name="Белова"),
    made("enrolment", 3, student_id=1, school_class_id=9),
    made("kinship", 4, guardian_id=2, student_id=1),
)


def test_what_was_made_goes_and_the_last_goes_first() -> None:
    assert names(decided(*FAMILY).removed) == [
        *("kinship:4", "enrolment:3", "card:2", "card:1")
    ]


def test_a_mother_who_has_come_in_stays_with_her_child() -> None:
    stranger = made("card", 7, last_name="Орлов")
    found = decided(*FAMILY, stranger, used={"card:2"})
    assert names(found.removed) == ["card:7"]
    assert names(found.kept) == names(each.row for each in FAMILY)


def test_a_class_that_somebody_stays_in_stays_without_the_others() -> None:
    school = (
        made("school_class", 9, grade=5),
        made("study_group", 8, school_class_id=9),
        *FAMILY,
        made("card", 7, last_name="Орлов"),
        made("enrolment", 10, student_id=7, school_class_id=9),
        made("membership", 11, student_id=7, group_id=8),
    )
    references = REFERENCES | {"study_group": {"school_class_id": "school_class"}}
    found = decide(school, references, {"card:7"})
    assert set(names(found.removed)) == set(names(each.row for each in FAMILY))
    found = decide(school, references, {"card:2"})
    assert names(found.removed) == [
        *("membership:11", "enrolment:10", "card:7", "study_group:8")
    ]
    assert not decide(school, references, set()).kept


def test_a_group_that_others_need_keeps_its_teacher() -> None:
    loads = (
        made("study_group", 8, school_class_id=9),
        made("teaching_load", 5, group_id=8, teacher_id=70),
    )
    references = {"teaching_load": {"group_id": "study_group", "teacher_id": "card"}}
    assert not decide(loads, references, {"study_group:8"}).removed
    assert names(decide(loads, references, set()).removed) == [
        *("teaching_load:5", "study_group:8")
    ]


def test_a_card_that_was_changed_since_stays_and_one_that_is_gone_is_no_trouble() -> (
    None
):
    touched = changed("card", 1, None, {"phone": ""}, {"phone": "+7"})
    gone = Written(Row("card", 5, {}), None, None)
    found = decided(touched, gone)
    assert (found.removed, found.restored) == ((), ())


def test_a_new_column_of_a_new_version_touches_nothing() -> None:
    (removed,) = decided(
        Written(Row("card", 1, {"a": 1}), None, {"a": 1, "b": 2})
    ).removed
    assert removed.name == "card:1"


def test_a_correction_is_put_back_alone_and_beside_a_later_one() -> None:
    old, new = {"name": "Иванова", "phone": ""}, {"name": "Иванов", "phone": ""}
    (restored,) = decided(changed("card", 1, old, new, new | {"phone": "+7"})).restored
    assert restored.values == {"name": "Иванова"}


def test_a_correction_that_was_corrected_stays() -> None:
    old, new = {"name": "Иванова"}, {"name": "Иванов"}
    assert not decided(changed("card", 1, old, new, {"name": "Иваново"})).restored


def test_a_known_card_ties_nobody_together() -> None:
    found = decided(*FAMILY, changed("card", 8, {"a": 1}, {"a": 2}, {"a": 3}))
    assert len(found.removed) == len(FAMILY)


def place(pk: int, until: str | None, **more: Any) -> dict[str, Any]:
    return {"student_id": 5, "school_class_id": pk, "until_date": until, **more}


MOVE = (
    changed("enrolment", 1, place(1, None), place(1, "day"), place(1, "day")),
    made("enrolment", 2, **place(2, None)),
)


def test_a_move_is_taken_back_whole() -> None:
    found = decided(*MOVE)
    assert names(found.removed) == ["enrolment:2"]
    assert [each.values for each in found.restored] == [{"until_date": None}]


def test_a_student_at_work_in_his_new_class_stays_there() -> None:
    found = decided(*MOVE, used={place_of(5)})
    assert (found.removed, found.restored) == ((), ())
    assert len(found.kept) == len(MOVE)


CARDS = st.integers(1, 6)
LINKS = st.lists(st.tuples(CARDS, CARDS), max_size=8)


@given(LINKS, st.sets(CARDS))
def test_whatever_stays_never_names_what_goes(
    links: list[tuple[int, int]], used: set[int]
) -> None:
    written = [made("card", pk) for pk in range(1, 7)]
    written += [
        made("kinship", 10 + pk, guardian_id=one, student_id=other)
        for pk, (one, other) in enumerate(links)
    ]
    found = decided(*written, used={f"card:{pk}" for pk in used})
    gone = set(names(found.removed))
    assert gone.isdisjoint(f"card:{pk}" for pk in used)
    for row in found.kept:
        if row.table == "kinship":
            assert gone.isdisjoint(
                {
                    f"card:{row.values['guardian_id']}",
                    f"card:{row.values['student_id']}",
                }
            )
    assert len(found.removed) + len(found.kept) == len(written)


def test_what_goes_and_what_is_put_back_is_said() -> None:
    moved = decided(*FAMILY, *MOVE)
    assert words_of(moved).replace("\xa0", " ") == (
        "Уберём 2 новые карточки, 1 связь; вернём прежнее в 1 записи."
    )
    joined = decided(made("membership", 1, student_id=5, group_id=1))
    assert words_of(joined).replace("\xa0", " ") == "Уберём 1 место в группе."
    assert not words_of(decided())
