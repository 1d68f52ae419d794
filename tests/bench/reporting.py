"""The measurement itself: everybody takes his turn, and what came out in figures."""

import time
from collections.abc import Sequence
from statistics import median

from tests.bench import gost, meter, weights
from tests.bench.asking import Cast, Subjects, cast, subjects
from tests.bench.figures import Figure
from tests.bench.rounds import play, ratio
from tests.bench.stage import Stage

_LONGEST_S = 100.0
_US = 1e6
_MS = 1e3
_MB = 1024 * 1024


def report(stage: Stage) -> tuple[list[Figure], int]:
    """Measure all there is on a standing stage; the figures and the rounds played."""
    people = cast(stage)
    everything = subjects(stage, people)
    began, waited = time.monotonic(), meter.pressure_s()
    played = play(everything.all(), longest_s=_LONGEST_S)
    noise = _noise(waited, time.monotonic() - began)
    found = [
        *_diary(everything),
        *_weights(people),
        *_journal(everything, people),
        *_signing_in(stage, everything, people),
        *_memory(stage),
        *noise,
    ]
    return found, played


def _diary(every: Subjects) -> list[Figure]:
    hello, behind = every.hello.app_s, every.behind.app_s
    diary, kept = every.diary, every.unchanged
    on, off = every.walls_on.database_s, every.walls_off.database_s
    return [
        _times("diary week, app CPU ÷ hello", diary.app_s, hello, 10),
        _times("diary week, app CPU ÷ hello behind", diary.app_s, behind, 4.5),
        _times("diary week, PG CPU ÷ pgbench, walls on", diary.database_s, on, 1.5),
        _times("diary's statements, pgbench, walls on ÷ off", on, off, 1.25),
        _times("diary week unchanged (304), app CPU ÷ hello", kept.app_s, hello, 5),
        *_refused(every),
        _times("hello behind all middleware, app CPU ÷ hello", behind, hello, None),
        _plain("hello behind all middleware, PG CPU", every.behind.database_s),
    ]


def _refused(every: Subjects) -> list[Figure]:
    """Whoever is told why costs no more than whoever reads his week."""
    diary, told = every.diary, every.refused
    waits = every.waiting
    return [
        _times("refused page, app CPU ÷ diary week", told.app_s, diary.app_s, 1),
        _times(
            "refused page, PG CPU ÷ diary week", told.database_s, diary.database_s, 1
        ),
        _times("refused for a consent, app CPU ÷ diary", waits.app_s, diary.app_s, 1),
        _times(
            "refused for a consent, PG CPU ÷ diary",
            waits.database_s,
            diary.database_s,
            1,
        ),
    ]


def _weights(people: Cast) -> list[Figure]:
    page, browser = people.page, people.mother.browser
    kb = weights.KB
    return [
        Figure("diary week, queries", people.counts["diary"].queries, "", goal=6),
        Figure(
            "diary week, checks of the connection besides",
            people.counts["diary"].health,
            "",
        ),
        Figure("diary week, HTML", len(page.content) / kb, "KB", goal=40),
        Figure(
            "diary week, HTML gzipped", weights.zipped(page.content) / kb, "KB", goal=8
        ),
        Figure(
            "diary week, scripts gzipped",
            weights.scripts(browser, page) / kb,
            "KB",
            goal=28,
        ),
        Figure("styles gzipped", weights.styles(browser, page) / kb, "KB", goal=12),
    ]


def _journal(every: Subjects, people: Cast) -> list[Figure]:
    hello, mark, batch = every.hello.app_s, every.mark, every.batch
    counts = people.counts
    many = f"{len(people.cells)} marks in a batch"
    return [
        _times("one mark, app CPU ÷ hello", mark.app_s, hello, 12),
        _plain("one mark, PG CPU", mark.database_s),
        Figure("one mark, queries", counts["mark"].queries, "", goal=9),
        Figure("one mark, answer", people.answer_bytes / weights.KB, "KB", goal=1),
        _times(f"{many}, app CPU ÷ hello", batch.app_s, hello, 20),
        _plain(f"{many}, PG CPU", batch.database_s),
        Figure(f"{many}, queries", counts["batch"].queries, "", goal=12),
    ]


def _signing_in(stage: Stage, every: Subjects, people: Cast) -> list[Figure]:
    sign, verify = gost.ours(stage.home)
    theirs = gost.theirs(stage.home)
    ours, cryptography = median(every.sign_in.app_s), 2 * (sign + verify)
    return [
        Figure("sign-in, app CPU of ours", ours * _MS, "ms", goal=60),
        Figure(
            "sign-in, app CPU ÷ its own two signatures and two verifications",
            ours * _MS,
            "ms",
            cryptography * _MS,
            ours / cryptography,
        ),
        Figure("sign-in, PG CPU", median(every.sign_in.database_s) * _MS, "ms"),
        Figure("sign-in, queries", people.counts["sign-in"].queries, "", goal=15),
        _whole("sign-in, CPU of the sandbox", every.sandbox.sandbox_s, ours, 100),
        *gost_figures((sign, verify), theirs),
    ]


def gost_figures(
    ours: tuple[float, float], theirs: tuple[float, float] | None
) -> list[Figure]:
    """Signing and verifying in pure Python, beside a process of openssl for each.

    Nothing stands beside them where openssl has no GOST.
    """
    beside = theirs or (None, None)
    return [
        Figure(
            f"GOST, {act} in pure Python, beside a process of openssl",
            mine * _MS,
            "ms",
            other and other * _MS,
            goal=goal,
        )
        for act, goal, mine, other in zip(
            ("sign", "verify"), (10, 15), ours, beside, strict=True
        )
    ]


def _memory(stage: Stage) -> list[Figure]:
    worker = max(map(meter.pss_bytes, meter.tree(stage.school.pid)))
    everybody = meter.tree(stage.launcher)
    whole = sum(map(meter.pss_bytes, everybody))
    return [
        Figure("memory of a worker (PSS)", worker / _MB, "MB", goal=90),
        Figure("memory of everything (PSS)", whole / _MB, "MB", goal=700),
    ]


def _noise(waited_before: float | None, seconds: float) -> list[Figure]:
    """How busy the machine was with other things: caches grow cold, figures grow."""
    waited = meter.pressure_s()
    if waited is None or waited_before is None:
        return []
    share = 100 * (waited - waited_before) / seconds
    return [Figure("the machine: time with a queue for a CPU", share, "%")]


def _times(
    name: str, over: Sequence[float], under: Sequence[float], goal: float | None
) -> Figure:
    """CPU µs of one thing, of its baseline, and how many times more it is."""
    value, baseline = median(over) * _US, median(under) * _US
    return Figure(name, value, "µs", baseline, ratio(over, under), goal)


def _plain(name: str, spent: Sequence[float]) -> Figure:
    return Figure(name, median(spent) * _US, "µs")


def _whole(name: str, spent: Sequence[float], beside: float, goal: float) -> Figure:
    """CPU ms of one thing, and of another of the same run beside it."""
    return Figure(name, median(spent) * _MS, "ms", beside * _MS, goal=goal)
