from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from school.regions.rules import Age, Bracket, Policy, PolicyError, Who, load

FOLDER = Path(__file__).resolve().parents[3] / "policies"
RULES = load(FOLDER)
ALL = [policy for line in RULES.values() for policy in line.policies]


def policy(name: str) -> Policy:
    return next(each for each in ALL if each.name == name)


def test_the_five_policies_make_three_lines() -> None:
    assert sorted(RULES) == ["meshchora", "ryazan", "vologda"]
    assert [each.name for each in RULES["ryazan"].policies] == [
        "ryazan-2022",
        "ryazan-2023",
        "ryazan-2024",
    ]


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2022, 8, 30), "ryazan-2022"),
        (date(2023, 11, 16), "ryazan-2022"),
        (date(2023, 11, 17), "ryazan-2023"),
        (date(2024, 3, 31), "ryazan-2023"),
        (date(2024, 4, 1), "ryazan-2024"),
        (date(2026, 11, 22), "ryazan-2024"),
    ],
)
def test_the_policy_in_force_on_the_day_decides(on: date, name: str) -> None:
    assert RULES["ryazan"].in_force(on).name == name


def test_before_the_first_policy_one_sentence_says_so() -> None:
    with pytest.raises(PolicyError, match=r"ryazan-2022\.toml.*valid_from"):
        RULES["ryazan"].in_force(date(2022, 8, 29))


def test_a_policy_is_found_by_its_name() -> None:
    assert RULES["ryazan"].named("ryazan-2023") is policy("ryazan-2023")
    assert RULES["ryazan"].named("moscow-2023") is None


def test_nothing_of_the_passport_is_asked() -> None:
    for each in ALL:
        assert each.data_asked == (
            "fullname",
            "birthdate",
            "snils",
            "birth_cert_doc",
            "email",
            "mobile",
        )


BORN = date(2012, 11, 22)


@pytest.mark.parametrize(
    ("name", "on", "ways"),
    [
        ("ryazan-2024", date(2026, 11, 21), [(None, "child_or_confirmed")]),
        (
            "ryazan-2024",
            date(2026, 11, 22),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
        (
            "ryazan-2024",
            date(2027, 5, 21),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
        ("ryazan-2024", date(2027, 5, 22), [(14, "confirmed")]),
        ("ryazan-2024", date(2030, 11, 21), [(14, "confirmed")]),
        ("ryazan-2024", date(2030, 11, 22), [(18, "confirmed")]),
        ("ryazan-2023", date(2026, 11, 22), [(None, "child_or_confirmed")]),
        ("ryazan-2022", date(2026, 11, 21), [(None, None)]),
        ("ryazan-2022", date(2026, 11, 22), [(14, "confirmed")]),
        (
            "vologda-2024",
            date(2027, 5, 21),
            [(14, "confirmed"), (None, "child_or_confirmed")],
        ),
    ],
)
def test_the_ways_in_follow_the_day(
    name: str, on: date, ways: list[tuple[int | None, str | None]]
) -> None:
    found = policy(name).ways(Who.PUPIL, BORN, on)
    assert [
        (way.since.years if way.since else None, way.account) for way in found
    ] == ways


def test_in_2022_half_a_year_after_fourteen_only_esia_is_left() -> None:
    ryazan = policy("ryazan-2022")
    assert ryazan.password_allowed(Who.PUPIL, BORN, date(2027, 5, 21))
    assert not ryazan.password_allowed(Who.PUPIL, BORN, date(2027, 5, 22))
    assert ryazan.offers_password
    assert not policy("ryazan-2024").offers_password


@pytest.mark.parametrize(
    ("born", "last_day_of_childhood"),
    [(date(2012, 2, 29), date(2026, 2, 27)), (date(2012, 8, 31), date(2026, 8, 30))],
)
def test_the_31st_and_29_february_become_the_last_day_of_the_month(
    born: date, last_day_of_childhood: date
) -> None:
    ryazan = policy("ryazan-2024")
    day = last_day_of_childhood
    assert ryazan.bracket(Who.PUPIL, born, day).since is None
    grown = ryazan.bracket(Who.PUPIL, born, date.fromordinal(day.toordinal() + 1))
    assert grown.since is not None
    # Grace of somebody born on 31 August ends with February.
    assert len(ryazan.ways(Who.PUPIL, date(2012, 8, 31), date(2027, 2, 27))) == 2
    assert len(ryazan.ways(Who.PUPIL, date(2012, 8, 31), date(2027, 2, 28))) == 1


@given(
    born=st.dates(date(1920, 1, 1), date(2100, 1, 1)),
    on=st.dates(date(2022, 1, 1), date(2100, 1, 1)),
    who=st.sampled_from(Who),
    each=st.sampled_from(ALL),
)
def test_every_age_has_exactly_one_bracket(
    born: date, on: date, who: Who, each: Policy
) -> None:
    assert sum(bracket.holds(born, on) for bracket in each.of(who)) == 1
    assert each.ways(who, born, on)[0] == each.bracket(who, born, on)


# The table of access.md §2 line by line: policy, who, from, until, sign_in, account,
# match_by, consent, asked, given at, grace.
TABLE = """
vologda-2024 pupil  -    14   esia          child_or_confirmed snils                      parent in_portfolio               portfolio                    0
vologda-2024 pupil  14   18   esia          confirmed          snils                      parent in_portfolio               portfolio                    6
vologda-2024 pupil  18   -    esia          confirmed          snils                      own    automatically              consent_screen               0
vologda-2024 parent -    -    esia          confirmed          snils                      own    automatically              consent_screen               0
vologda-2024 staff  -    -    esia          confirmed          snils                      own    automatically              consent_screen               0
ryazan-2022  pupil  -    14   password      -                  none                       none   -                          -                            0
ryazan-2022  pupil  14   14,5 esia,password confirmed          snils                      none   -                          -                            0
ryazan-2022  pupil  14,5 -    esia          confirmed          snils                      none   -                          -                            0
ryazan-2022  parent -    -    esia          confirmed          snils                      none   -                          -                            0
ryazan-2022  staff  -    -    esia          confirmed          snils                      own    automatically              consent_screen               0
ryazan-2023  pupil  -    18   esia          child_or_confirmed snils_or_birth_certificate parent automatically,in_portfolio notification,portfolio       0
ryazan-2023  pupil  18   -    esia          confirmed          snils_or_birth_certificate own    automatically              consent_screen,notification  0
ryazan-2023  parent -    -    esia          confirmed          snils                      own    automatically              consent_screen,notification  0
ryazan-2023  staff  -    -    esia          confirmed          snils                      own    automatically              consent_screen               0
ryazan-2024  pupil  -    14   esia          child_or_confirmed snils_or_birth_certificate parent automatically              agreements                   0
ryazan-2024  pupil  14   18   esia          confirmed          snils_or_birth_certificate parent automatically              agreements                   6
ryazan-2024  pupil  18   -    esia          confirmed          snils_or_birth_certificate own    automatically              consent_screen,notification  0
ryazan-2024  parent -    -    esia          confirmed          snils                      own    automatically              consent_screen,notification  0
ryazan-2024  staff  -    -    esia          confirmed          snils                      own    automatically              consent_screen               0
"""  # noqa: E501


def in_a_row(name: str, each: Bracket) -> list[str]:
    """The bracket as a line of the table."""
    values = (
        name,
        each.who,
        each.since,
        each.until,
        ",".join(each.sign_in),
        each.account,
        each.match_by,
        each.consent,
        ",".join(each.consent_asked),
        ",".join(each.consent_given_at),
        each.grace_months,
    )
    return ["-" if value in (None, "") else str(value) for value in values]


def test_the_four_policies_say_what_the_documents_say() -> None:
    said = [
        in_a_row(each.name, bracket)
        for each in ALL
        if each.line != "meshchora"
        for bracket in each.brackets
    ]
    assert sorted(said) == sorted(line.split() for line in TABLE.strip().splitlines())
    assert [each.name for each in ALL if each.messages == "ais"] == [
        "meshchora-2022",
        "ryazan-2022",
    ]
    assert str(Age(14, 3)) == "14 лет 3 мес."


def test_the_invented_region_lives_by_the_rules_of_2022() -> None:
    assert policy("meshchora-2022").brackets == policy("ryazan-2022").brackets
