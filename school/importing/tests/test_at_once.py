"""Two administrators write the same people at one moment: they come in once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from school.importing.tests.lists import GLEB, INNA, family, page_of
from school.registry.tests.conftest import Office, words

# Committed for good, as in life: two connections must see each other.
pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_write_one_list_one_does(school: Office) -> None:
    heads = school.head(), school.head()
    addresses = [page_of(heads[0], GLEB, INNA) for _ in heads]
    pages = [words(heads[0].get(address)) for address in addresses]
    seen = [
        page.partition('name="seen" value="')[2].partition('"')[0] for page in pages
    ]
    ready = Barrier(2)

    def press(number: int) -> int:
        try:
            ready.wait(timeout=10)
            sent = {"seen": seen[number]}
            return heads[number].post(f"{addresses[number]}write/", sent).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(press, range(2))) == [303, 409]
    assert len(family(school)[0]) == 2
