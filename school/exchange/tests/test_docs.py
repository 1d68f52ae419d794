"""docs/oneroster.md tells of every file that we read and write."""

from pathlib import Path

from school.exchange.oneroster.files import files

_TOLD = (Path(__file__).resolve().parents[3] / "docs" / "oneroster.md").read_text()


def test_every_file_with_columns_stands_in_the_table() -> None:
    told = {line.split("|")[2].strip() for line in _TOLD.splitlines() if "|" in line}
    known = {file.name for file in files().values() if file.columns}
    assert told - {"file", "---"} == known
