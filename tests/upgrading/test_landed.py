"""A migration that was applied somewhere never changes."""

from pathlib import Path

import pytest

from tests.upgrading import landed


@pytest.mark.parametrize(("path", "digest"), landed.listed().items())
def test_a_landed_migration_is_as_it_was(path: str, digest: str) -> None:
    assert landed.migrations().get(path) == digest, (
        f"{path} has been applied somewhere: write a new migration instead."
    )


def test_what_is_noted_reads_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(landed, "LIST", tmp_path / "landed.txt")
    landed.note()
    assert landed.listed() == landed.migrations()
    assert len(landed.listed()) > 10
