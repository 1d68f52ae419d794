"""Database addresses as people write them."""

import pytest

from school.lib.postgres.address import AddressError, read_address


def test_every_part_is_read_and_the_query_is_passed_on() -> None:
    read = read_address(
        "DATABASE_URL",
        "postgresql://me:a%40b@db.example:6432/school?options=-crole%3Downer",
    )
    assert read == {
        "NAME": "school",
        "USER": "me",
        "PASSWORD": "a@b",
        "HOST": "db.example",
        "PORT": "6432",
        "OPTIONS": {"options": "-crole=owner"},
    }


@pytest.mark.parametrize(
    "absurd",
    [
        "",
        "x",
        "mysql://a/b",
        "postgresql://h",
        "postgresql://h:p:q/d",
        "postgresql:///",
    ],
)
def test_an_absurd_address_is_one_sentence_that_names_the_variable(absurd: str) -> None:
    with pytest.raises(AddressError, match="DATABASE_URL"):
        read_address("DATABASE_URL", absurd)
