"""Putting a thought-up school into the database: people, classes, groups, weeks."""

from collections.abc import Mapping

from school.academics.models import Subject
from school.demo import chance, entering
from school.demo.copying import copy, ids_of
from school.demo.days import calendar
from school.demo.draft import Form, Group, SchoolDraft, Someone
from school.people.documents import kept_of
from school.people.sealing import Seal
from school.regions.models import School

Ids = Mapping[int, int]
Grouped = list[tuple[int, Form, Group]]


def house(school: School, draft: SchoolDraft, seal: Seal) -> None:
    """Write everything of the draft; the school has nobody yet."""
    _people(school, draft, seal)
    cards = ids_of("card", school.pk)
    _classes(school, draft, cards)
    entering.enter(school, draft.entrants, cards)


def _people(school: School, draft: SchoolDraft, seal: Seal) -> None:
    copy("card", _CARD, (_card(school, card, seal) for card in draft.cards))
    cards = ids_of("card", school.pk)
    copy(
        "employee",
        ("school_id", "card_id", "name", "position", "since_date", "until_date"),
        (
            (school.pk, cards[job.card], job.name, job.position, job.since, job.until)
            for job in draft.jobs
        ),
    )
    copy(
        "role_grant",
        ("school_id", "card_id", "role", "since_date"),
        (
            (school.pk, cards[job.card], job.role, job.since)
            for job in draft.jobs
            if job.role
        ),
    )
    copy(
        "kinship",
        ("school_id", "guardian_id", "student_id", "kind", "restricted", "since_date"),
        (
            (
                school.pk,
                cards[kin.guardian],
                cards[kin.student],
                kin.kind,
                kin.restricted,
                calendar().since,
            )
            for kin in draft.kinship
        ),
    )


_CARD = (
    "school_id",
    "key",
    "kind",
    "last_name",
    "first_name",
    "patronymic",
    "birth_date",
    "phone",
    "email",
    "snils_sealed",
    "snils_digest",
    "certificate_sealed",
    "certificate_digest",
    "registered",
    "user",
)


def _card(school: School, card: Someone, seal: Seal) -> tuple[object, ...]:
    return (
        school.pk,
        card.key,
        card.kind,
        card.name.last,
        card.name.first,
        card.name.patronymic,
        card.born,
        card.phone,
        card.email,
        *kept_of("snils", card.snils, seal),
        *kept_of("certificate", card.certificate, seal),
        card.registered,
        card.user,
    )


def _classes(school: School, draft: SchoolDraft, cards: Ids) -> None:
    year, since = calendar().year, calendar().since
    copy(
        "school_class",
        ("school_id", "key", "year", "grade", "letter"),
        ((school.pk, form.key, year, form.grade, form.letter) for form in draft.forms),
    )
    classes = ids_of("school_class", school.pk)
    copy(
        "class_teacher",
        ("school_id", "school_class_id", "teacher_id", "since_date"),
        (
            (school.pk, classes[form.key], cards[form.leader], since)
            for form in draft.forms
        ),
    )
    copy(
        "enrolment",
        ("school_id", "student_id", "school_class_id", "since_date"),
        (
            (school.pk, cards[student], classes[form.key], since)
            for form in draft.forms
            for student in form.students
        ),
    )
    _groups(school, draft, cards, classes)


def _groups(school: School, draft: SchoolDraft, cards: Ids, classes: Ids) -> None:
    subjects = dict(Subject.objects.values_list("name", "id"))
    grouped: Grouped = [
        (chance.key("group", form.key, group.subject, group.name), form, group)
        for form in draft.forms
        for group in form.groups
    ]
    copy(
        "study_group",
        (
            "school_id",
            "key",
            "year",
            "school_class_id",
            "subject_id",
            "name",
            "whole_class",
        ),
        (
            (
                school.pk,
                key,
                calendar().year,
                classes[form.key],
                subjects[group.subject],
                group.name,
                not group.name,
            )
            for key, form, group in grouped
        ),
    )
    groups = ids_of("study_group", school.pk)
    copy(
        "membership",
        ("school_id", "student_id", "group_id", "since_date"),
        (
            (school.pk, cards[student], groups[key], calendar().since)
            for key, _, group in grouped
            for student in group.students
        ),
    )
    _loads(school, grouped, cards, groups)


def _loads(school: School, grouped: Grouped, cards: Ids, groups: Ids) -> None:
    copy(
        "teaching_load",
        ("school_id", "teacher_id", "group_id", "since_date", "until_date"),
        (
            (school.pk, cards[term.teacher], groups[key], term.since, term.until)
            for key, _, group in grouped
            for term in group.terms
        ),
    )
    copy(
        "timetable_slot",
        (
            "school_id",
            "group_id",
            "teacher_id",
            "weekday",
            "shift",
            "number",
            "room",
            "since_date",
            "until_date",
        ),
        (
            (
                school.pk,
                groups[key],
                cards[term.teacher],
                *slot,
                group.room,
                term.since,
                term.until,
            )
            for key, _, group in grouped
            for term in group.terms
            for slot in group.slots
        ),
    )
