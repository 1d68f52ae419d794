"""Papering: a consent that was brought on paper is written down, or its withdrawal.

The school keeps the paper, and here stands what paper it is, of which day, and in which
file it lies; there is no scan. It counts for that one card.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import cast

from school.access import sessions
from school.access.consents import on_cards
from school.access.consents.on_cards import OnCard, OnPaper
from school.access.consents.standing import PAPER
from school.access.consents.texts import texts_of
from school.access.facts import WHO_OF_KIND, ConsentOf, ConsentState
from school.access.models import Attachment, CardConsent, ConsentText
from school.access.reasons import Kind
from school.lib import clock
from school.lib.dates import numeric
from school.people.models import Card
from school.regions.in_force import line_of
from school.regions.models import Region, School
from school.regions.policy import Policy
from school.rights.deed import Act, deed
from school.rights.table import Action
from school.rights.visitor import Visitor

LONGEST_FORM, LONGEST_NUMBER = 100, 50

_GIVEN: ConsentState = "given"
_WITHDRAWN: ConsentState = "withdrawn"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper: the day that stands on it, what form it is, and the file it lies in."""

    on: date
    form: str
    file_number: str


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why nothing was written: a sentence, and the field of `Paper` it is about."""

    field: str
    sentence: str


def asked_of(policy: Policy, card: Card, on: date) -> ConsentOf | None:
    """Whose consent the rules ask for on that day; None where they ask for none."""
    who = WHO_OF_KIND[cast(Kind, card.kind)]
    consent = policy.ways(who, card.birth_date, on)[0].consent
    return None if consent == "none" else consent


def write_down(by: Visitor, card: Card, paper: Paper) -> Unfit | None:
    """Write down a consent on paper; None where it is written.

    The same paper again changes nothing. Raises PermissionDenied for whoever neither
    leads the class nor administers. Behind the walls, as `by`.
    """
    with deed(by, Action.WRITE_CONSENT, card) as act:
        act.touched(())
        region = _region_of(card)
        rules = line_of(region)
        kind = asked_of(rules.in_force(by.today), card, by.today)
        if kind is None:
            return Unfit("", "По правилам региона согласие здесь не нужно.")
        found = unfit(paper, rules.policies[0].valid_from, by.today)
        if found is not None:
            return found
        before = _papers(by, card).papers
        same = [one for one in before if (one.kind, one.state) == (kind, _GIVEN)]
        if any(_paper(one, by) == paper for one in same):
            return None
        found = _after(before, paper.on, by) or _once(same, paper.on, by)
        if found is not None:
            return found
        text = texts_of(rules.in_force(paper.on)).of(kind)
        words = ConsentText(
            version=text.version, words=text.words, first_at=clock.now()
        )
        ConsentText.objects.bulk_create([words], ignore_conflicts=True)
        _keep(act, by, card, _GIVEN, text.version, kind=kind, paper=paper)
        return None


def withdraw(by: Visitor, card: Card, on: date) -> Unfit | None:
    """Write down that the consent on paper was withdrawn on paper; None where it is.

    Where no other consent stands, the person's open sessions end with it at once, and
    nobody else's. The rest as `write_down`.
    """
    with deed(by, Action.WRITE_CONSENT, card) as act:
        act.touched(())
        found = _not_a_day(on, by.today)
        if found is not None:
            return found
        said = _papers(by, card)
        last = said.last_paper()
        if last is None:
            return Unfit("", "Согласия на бумаге здесь нет, отзывать нечего.")
        if last.state == _WITHDRAWN:
            day = _day(last, by)
            told = f"Отзыв уже записан: {numeric(day)}."
            return None if day == on else Unfit("on", told)
        before = [one for one in said.papers if one.state == _WITHDRAWN]
        found = _after(said.papers, on, by) or _once(before, on, by)
        if found is not None:
            return found
        paper = Paper(on, last.form, last.file_number)
        _keep(act, by, card, _WITHDRAWN, last.text, kind=last.kind, paper=paper)
        policy = line_of(_region_of(card)).in_force(by.today)
        _end_sessions(act, by, card, policy)
        return None


def unfit(paper: Paper, since: date, today: date) -> Unfit | None:
    """What is wrong with a paper itself; `since` is when the region's rules began."""
    if paper.on < since:
        return Unfit(
            "on",
            f"Правила региона действуют с {numeric(since)}, бумага старше их:"
            " нужно новое согласие.",
        )
    return _not_a_day(paper.on, today) or next(
        (
            Unfit(name, sentence)
            for name, typed, longest, empty in (
                ("form", paper.form, LONGEST_FORM, "Напишите, какая это форма."),
                (
                    "file_number",
                    paper.file_number,
                    LONGEST_NUMBER,
                    "Напишите номер дела, в котором лежит бумага.",
                ),
            )
            if (sentence := _mended(typed, longest, empty))
        ),
        None,
    )


def _mended(typed: str, longest: int, empty: str) -> str:
    if not typed:
        return empty
    if len(typed) > longest:
        return f"Здесь {len(typed)} знаков, помещается {longest}. Сократите."
    return ""


def _not_a_day(on: date, today: date) -> Unfit | None:
    if on <= today:
        return None
    return Unfit("on", "Этот день ещё не наступил. Перепишите дату с бумаги.")


def _after(papers: tuple[OnPaper, ...], on: date, by: Visitor) -> Unfit | None:
    """Words on paper follow one another: an older one would change nothing."""
    if not papers or _day(papers[-1], by) <= on:
        return None
    last = numeric(_day(papers[-1], by))
    said = "согласие" if papers[-1].state == _GIVEN else "отзыв"
    return Unfit("on", f"Уже записано, что {said} на бумаге — {last}, эта дата раньше.")


def _once(same: list[OnPaper], on: date, by: Visitor) -> Unfit | None:
    if all(_day(one, by) != on for one in same):
        return None
    return Unfit("on", "Бумага этого дня уже записана.")


def _papers(by: Visitor, card: Card) -> OnCard:
    """What was said, with the card held: of two who write at once the second waits."""
    school = Card.objects.filter(school=card.school_id)
    school.select_for_update(no_key=True).get(pk=card.pk)
    return on_cards.read(card.school_id, [card.pk], by.today)[card.pk]


def _keep(
    act: Act,
    by: Visitor,
    card: Card,
    state: ConsentState,
    version: str,
    *,
    kind: ConsentOf,
    paper: Paper,
) -> None:
    kept = CardConsent.objects.create(
        school_id=card.school_id,
        card=card,
        kind=kind,
        state=state,
        channel=PAPER,
        text_version=version,
        decided_at=datetime.combine(paper.on, time(), by.zone),
        form=paper.form,
        file_number=paper.file_number,
        written_by=by.card,
    )
    act.touched([card])
    act.about(f"card_consent:{kept.pk}")


def _end_sessions(act: Act, by: Visitor, card: Card, policy: Policy) -> None:
    said = on_cards.read(card.school_id, [card.pk], by.today)[card.pk]
    if _is_open(card, said, policy, by.today):
        return
    ties = Attachment.objects.filter(school=card.school_id, card=card, until_at=None)
    for account in ties.values_list("account_id", flat=True):
        if sessions.close_with(account, {card.pk}):
            act.about(f"end_sessions:account:{account}")


def _is_open(card: Card, said: OnCard, policy: Policy, on: date) -> bool:
    texts, now = texts_of(policy), clock.now()
    ways = policy.ways(WHO_OF_KIND[cast(Kind, card.kind)], card.birth_date, on)
    return any(
        way.consent == "none" or said.given(way.consent, texts.of(way.consent), now)
        for way in ways
    )


def _paper(row: OnPaper, by: Visitor) -> Paper:
    return Paper(_day(row, by), row.form, row.file_number)


def _day(row: OnPaper, by: Visitor) -> date:
    return row.at.astimezone(by.zone).date()


def _region_of(card: Card) -> Region:
    return School.objects.select_related("region").get(pk=card.school_id).region
