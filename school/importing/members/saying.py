"""What is said of a list of members."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from school.importing.lines import Line, mend_of
from school.importing.members.comparing import MemberRow
from school.importing.verdicts import Verdict
from school.ui.typography import counted, sentence


def line_of(row: MemberRow) -> Line:
    """A row in words, with what may be mended in it."""
    told = row.told
    return Line(
        told.row + 1,
        told.named,
        told.school_class,
        tuple(_words(row)),
        tuple(mend_of(fault) for fault in row.faults),
        (),
    )


def plan_of(rows: Sequence[MemberRow]) -> str:
    """What writing the rows would do; empty: nothing."""
    verdicts = Counter(row.verdict for row in rows)
    new, over = verdicts[Verdict.CREATE], verdicts[Verdict.CHANGE]
    people = ("ученика", "учеников", "учеников")
    told = [
        f"запишем в группы {counted(new, *people)}" if new else "",
        f"переведём в другую группу {counted(over, *people)}" if over else "",
    ]
    words = ", ".join(filter(None, told))
    return f"{sentence(words)}." if words else ""


def said(counts: Mapping[str, int]) -> str:
    """What was written, in numbers."""
    words = "Записано в группы: {members}, переведено в другую группу: {gone_over}."
    return words.format_map(defaultdict(int, counts))


def _words(row: MemberRow) -> Iterable[str]:
    if row.faults or row.is_there:
        return
    told = row.told
    yield f"{told.subject}, {told.group}: с сегодняшнего дня."
    if row.leaves is not None:
        yield f"Сейчас в группе «{row.leaves.group}»."
