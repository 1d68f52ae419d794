"""The map of personal data: no table goes untold, and the document is of today."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from school.audit import data_map
from school.audit.data_map import DataMapError, booklet

ROOT = Path(__file__).resolve().parents[3]


def test_the_document_is_made_from_the_tables() -> None:
    written = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    assert written == booklet(), "manage.py data_map > docs/data.md"


def test_every_table_says_whose_what_why_and_until_when() -> None:
    for one in data_map.data_map():
        assert all((one.of, one.data, one.why, one.kept)), one.table
        assert "snils_digest" not in one.columns or "СНИЛС" in one.data


def test_logs_without_models_are_told_with_their_columns() -> None:
    told = {one.table: one.columns for one in data_map.data_map()}
    assert {"school_id", "at", "old", "new"} <= set(told["history"])
    assert "card_id" in told["glance"]


def test_a_table_that_nobody_told_of_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    meta = SimpleNamespace(db_table="diagnosis", fields=[])
    new = SimpleNamespace(_meta=meta)
    known = data_map.apps.get_models()
    monkeypatch.setattr(data_map.apps, "get_models", lambda: [*known, new])
    with pytest.raises(DataMapError, match="diagnosis"):
        data_map.data_map()
