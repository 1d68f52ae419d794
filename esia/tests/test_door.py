"""The library's door is exactly what it says, and opens onto no framework."""

import subprocess
import sys

import esia


def test_everything_that_is_promised_is_there_and_nothing_else() -> None:
    public = {name for name in vars(esia) if not name.startswith("_")}
    assert public - {"tests", "wire"} == set(esia.__all__)
    assert esia.__all__ == sorted(esia.__all__)


def test_every_error_is_an_esia_error() -> None:
    for error in (
        esia.BadToken,
        esia.Denied,
        esia.Misconfigured,
        esia.Protocol,
        esia.Unavailable,
    ):
        assert issubclass(error, esia.EsiaError)


def test_neither_django_nor_the_school_comes_along() -> None:
    code = (
        "import sys, esia\n"
        "print([name for name in sys.modules"
        " if name.split('.')[0] in {'django', 'school', 'sandbox', 'launcher'}])"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
