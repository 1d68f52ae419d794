"""Keys are age's own, and what is not a key is named by its line."""

import shutil
import subprocess
from pathlib import Path

import pytest

from school.backup import keys
from school.backup.failure import BackupError


def test_a_new_pair_fits_and_is_never_written_over(tmp_path: Path) -> None:
    file = tmp_path / "key"
    public = keys.make(file)
    (identity,) = keys.identities(file)
    assert str(identity.to_public()) == public
    with pytest.raises(BackupError, match="уже есть"):
        keys.make(file)
    with pytest.raises(BackupError, match="не записан"):
        keys.make(tmp_path / "nowhere" / "key")


def test_each_line_is_a_recipient_and_lines_of_a_number_sign_are_words(
    tmp_path: Path,
) -> None:
    first, second = keys.make(tmp_path / "first"), keys.make(tmp_path / "second")
    file = tmp_path / "recipients"
    file.write_text(f"# the first\n{first}\n\n# the second\n {second} \n")
    assert [str(one) for one in keys.recipients(file)] == [first, second]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"", "нет ни одного ключа"),
        (b"# only words\n", "нет ни одного ключа"),
        (b"# words\nage1nonsense\n", "строка 2"),
        ("ключ\n".encode(), "строка 1"),
        (b"\xff\xfe", "не текст"),
    ],
)
def test_what_is_no_key_is_told_without_repeating_it(
    tmp_path: Path, text: bytes, words: str
) -> None:
    file = tmp_path / "keys"
    file.write_bytes(text)
    for read in (keys.recipients, keys.identities):
        with pytest.raises(BackupError, match=words) as refusal:
            read(file)
        assert "nonsense" not in str(refusal.value)


@pytest.mark.skipif(not shutil.which("age-keygen"), reason="no age here")
def test_the_program_age_agrees(tmp_path: Path) -> None:
    public = keys.make(tmp_path / "key")
    command = ["age-keygen", "-y", str(tmp_path / "key")]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout.strip() == public
