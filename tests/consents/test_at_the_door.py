"""The door and the register: who is asked, who comes in, whose sessions end."""

from dataclasses import replace
from datetime import timedelta

import pytest

from school.access.facts import Identity
from school.access.following import follow
from school.access.models import (
    ConsentText,
    Session,
)
from school.access.tests import rows
from school.access.tests.test_gathering import MOTHER
from school.access.tests.test_signing_in import decided
from school.lib import clock
from tests.consents.conftest import Office
from tests.consents.looking import (
    about_child,
    account_of,
    asked_at,
    ledger,
    on_card,
    reason,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("asked")]


def test_a_childs_first_sign_in_asks_both_parents_and_says_so(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    assert reason(decided(school, child)) == "parent_consent_asked"
    account = account_of(child)
    assert account is not None
    assert ledger(account) == [("parent", "asked")] * 2
    assert on_card(school, school.child) == ["asked"] * 2
    assert ConsentText.objects.count() == 2
    first = asked_at(office)
    assert reason(decided(school, child)) == "parent_consent_asked"
    assert asked_at(office) == first
    assert ledger(account) == [("parent", "asked")] * 2


def test_one_parent_is_enough_and_the_school_reads_since_when(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    decided(school, child)
    office.says("alexey", "refused", about="maria")
    assert reason(decided(school, child)) == "parent_consent_asked"
    office.says("natalia", "given", about="maria")
    assert reason(decided(school, child)) == ""
    assert sorted(on_card(school, school.child)) == [
        *("asked", "asked", "given", "refused"),
    ]


def test_whoever_said_no_is_not_asked_by_a_sign_in(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    office.says("natalia", "refused", about="maria")
    office.says("alexey", "withdrawn", about="maria")
    assert reason(decided(school, child)) == "parent_consent_refused"
    assert {row["state"] for row in about_child(office)} == {"refused", "withdrawn"}


def test_rules_that_name_the_portfolio_alone_send_no_request(
    office: Office, child: Identity
) -> None:
    region = rows.make_region()
    region.policy_line = "vologda"
    region.save()
    school = rows.make_school(region)
    assert reason(decided(school, child)) == "parent_consent_not_asked"
    assert about_child(office) == []
    office.says("natalia", "given", about="maria")
    assert reason(decided(school, child)) == ""


def test_a_withdrawal_ends_the_childs_sessions_and_nobody_elses(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    mother = replace(MOTHER, oid=office.oid("natalia"))
    office.says("natalia", "given")
    office.says("natalia", "given", about="maria")
    for one in (child, mother):
        assert reason(decided(school, one)) == ""
    follow()
    assert Session.objects.count() == 2
    office.says("natalia", "withdrawn", about="maria")
    assert follow() >= 1
    (left,) = Session.objects.all()
    assert left.account_id == account_of(mother)
    assert reason(decided(school, child)) == "parent_consent_withdrawn"


def test_while_one_parents_word_stands_nobody_is_signed_out(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    for parent in ("natalia", "alexey"):
        office.says(parent, "given", about="maria")
    assert reason(decided(school, child)) == ""
    office.says("alexey", "withdrawn", about="maria")
    follow()
    assert Session.objects.count() == 1
    assert reason(decided(school, child)) == ""


def test_an_own_consent_that_was_withdrawn_ends_ones_own_sessions(
    school: rows.Rows, office: Office
) -> None:
    mother = replace(MOTHER, oid=office.oid("natalia"))
    office.says("natalia", "given")
    assert reason(decided(school, mother)) == ""
    office.says("natalia", "withdrawn")
    follow()
    assert not Session.objects.exists()


def test_a_consent_to_another_text_is_asked_for_again(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    office.says("natalia", "given", about="maria", scope="kid_fullname")
    assert reason(decided(school, child)) == "parent_consent_asked"
    office.says("natalia", "given", about="maria")
    assert reason(decided(school, child)) == ""


def test_a_session_ends_with_the_consent_that_opened_it(
    school: rows.Rows, office: Office, child: Identity
) -> None:
    ends = clock.now() + timedelta(days=2)
    office.says("natalia", "given", about="maria", expires=ends.isoformat())
    assert reason(decided(school, child)) == ""
    (session,) = Session.objects.all()
    assert session.ends_at == session.stands_until
    assert abs(session.stands_until - ends) < timedelta(seconds=1)
