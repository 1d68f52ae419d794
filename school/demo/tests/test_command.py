"""The command: what a rerun does, what it tells, when it refuses."""

import json

import psycopg
import pytest

from school.demo.tests.conftest import Demo, counted
from school.lib.keys import from_text


def test_every_step_is_told(demo: Demo) -> None:
    assert "Заокская область" in demo.said[0]
    assert "Школа № 12: новых уроков" in demo.said[0]


def test_a_second_run_changes_nothing(demo: Demo) -> None:
    before = counted(demo)
    done = demo.manage("demo")
    assert done.returncode == 0, done.stderr
    assert "добавлять нечего" in done.stdout
    assert counted(demo) == before


def test_the_timetable_makes_the_very_lessons_that_were_invented(demo: Demo) -> None:
    (last,) = demo.ask("SELECT max(date)::text FROM lesson")[0]
    done = demo.manage("make_lessons", "--until", last)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("— 0.") == len(done.stdout.splitlines())


def test_invented_rows_have_no_history(demo: Demo) -> None:
    assert demo.ask("SELECT FROM history") == []


def test_describe_tells_what_there_is(demo: Demo) -> None:
    done = demo.manage("demo", "--describe")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["region"], told["today"]) == ("zaokskaya", "2026-11-18")
    assert len(told["schools"]) == 2
    labels = {each["label"] for each in told["classes"]}
    assert labels == {"4«А»", "5«Б»", "9«А»", "11«А»", "7", "9"}
    assert "Петрова Ирина Владимировна" in {each["name"] for each in told["teachers"]}
    assert told["cards"]["natalia"]["stories"] == [1, 12]
    assert len(told["cards"]["natalia"]["cards"]) == 2
    ids = [
        each["id"] for part in ("schools", "classes", "teachers") for each in told[part]
    ]
    ids += [lesson for teacher in told["teachers"] for lesson in teacher["lessons"]]
    ids += [card["id"] for each in told["cards"].values() for card in each["cards"]]
    assert all(from_text(each) is not None for each in ids)


def test_a_day_that_has_passed_is_recorded_by_the_next_run(copy: Demo) -> None:
    untouched = counted(copy)
    done = copy.manage("demo", now="2026-11-19T08:00+03:00")
    assert done.returncode == 0, done.stderr
    assert counted(copy)["lesson"] == untouched["lesson"]
    assert counted(copy)["mark"] > untouched["mark"]
    assert copy.ask("SELECT FROM lesson WHERE date = '2026-11-18' AND topic = ''") == []


def test_a_new_week_brings_new_lessons_and_spoils_nobody_s_work(copy: Demo) -> None:
    copy.change(
        "UPDATE lesson SET topic = 'Моя тема' WHERE id = (SELECT min(id) FROM lesson"
        " WHERE date = '2026-11-20')"
    )
    done = copy.manage("demo", now="2026-11-24T15:10+03:00")
    assert done.returncode == 0, done.stderr
    assert copy.ask("SELECT max(date)::text FROM lesson") == [("2026-12-04",)]
    assert copy.ask("SELECT count(*) FROM lesson WHERE topic = 'Моя тема'") == [(1,)]
    assert (
        copy.ask("SELECT FROM lesson WHERE date <= '2026-11-24' AND topic = ''") == []
    )
    again = copy.manage("demo", now="2026-11-24T15:20+03:00")
    assert "добавлять нечего" in again.stdout


def test_no_demo_is_made_when_none_is_wanted(copy: Demo) -> None:
    before = counted(copy)
    done = copy.manage("demo", now="2026-12-01T10:00+03:00", SCHOOL_DEMO="none")
    assert done.returncode == 0
    assert counted(copy) == before


def test_a_demo_keeps_the_size_it_was_made_in(demo: Demo) -> None:
    before = counted(demo)
    done = demo.manage("demo", SCHOOL_DEMO="full")
    assert done.returncode == 0
    assert "показ другого размера" in done.stdout
    assert counted(demo) == before


def test_an_absurd_size_is_one_sentence(demo: Demo) -> None:
    done = demo.manage("demo", SCHOOL_DEMO="huge")
    assert done.returncode == 1
    assert "SCHOOL_DEMO" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_production_refuses_with_one_sentence(demo: Demo) -> None:
    done = demo.manage("demo", now="", SCHOOL_MODE="production")
    assert done.returncode == 1
    assert "SCHOOL_MODE=production" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_application_s_role_cannot_put_the_load_role_on(demo: Demo) -> None:
    with (
        psycopg.connect(demo.cluster.url(demo.name)) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET ROLE school_load")


def test_an_owner_s_address_without_the_load_role_is_one_sentence(demo: Demo) -> None:
    done = demo.manage("demo", DATABASE_OWNER_URL=demo.cluster.url(demo.name))
    assert done.returncode == 1
    assert "GRANT school_load" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
