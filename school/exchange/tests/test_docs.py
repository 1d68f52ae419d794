"""docs/oneroster.md tells of every file that we read and write."""

from pathlib import Path

import pytest

from school.exchange.oneroster.files import files

_TOLD = (Path(__file__).resolve().parents[3] / "docs" / "oneroster.md").read_text()


@pytest.mark.parametrize(("part", "column"), [("## Out", 2), ("## In", 1)])
def test_every_file_with_columns_stands_in_each_table(part: str, column: int) -> None:
    lines = _TOLD.partition(part)[2].partition("\n## ")[0].splitlines()
    cells = [line.split("|")[column] for line in lines if line.startswith("|")]
    told = {name.strip() for cell in cells for name in cell.split(",")}
    known = {file.name for file in files().values() if file.columns}
    assert told - {"file", "---"} == known
