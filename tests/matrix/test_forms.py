"""Every form that stands on a page takes anything in any field: never a 500.

Nobody lists these forms: they are found on the pages, so that a new one is asked too.
"""

from urllib.parse import urlencode, urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cast import World
from tests.matrix.answers import wrong
from tests.matrix.forms import Form, forms_of
from tests.matrix.kept import undone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

_FORM = "application/x-www-form-urlencoded"
_ASKED = ("mother", "pupil", "teacher", "leader", "head", "operator", "nobody")
_TRIES = 8
_TYPED = st.one_of(
    st.text(max_size=40),
    st.text("0123456789- ", max_size=14),
    st.dates().map(str),
    st.integers().map(str),
    st.sampled_from(["\0", "\u202e", "я" * 5000, "=1+1", "on", "' OR 1=1--", "١٢٣"]),
)


def _filled_in(form: Form) -> st.SearchStrategy[list[tuple[str, str]]]:
    """Each field as the page offers it, left out, doubled, or with anything in it."""
    fields = [
        st.one_of(
            st.sampled_from(offered).map(lambda value, name=name: [(name, value)]),
            _TYPED.map(lambda value, name=name: [(name, value)]),
            st.sampled_from([[], [(name, ""), (name, offered[0])]]),
        )
        for name, offered in form.fields.items()
    ]
    return st.tuples(*fields).map(lambda pairs: [one for some in pairs for one in some])


@pytest.mark.parametrize("name", _ASKED)
def test_anything_in_any_form_is_answered_in_words(world: World, name: str) -> None:
    person = world.people[name]
    forms = forms_of(world, person)
    assert len(forms) > 1

    @settings(
        max_examples=_TRIES * len(forms),
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.data())
    def answered(data: st.DataObject) -> None:
        form = data.draw(st.sampled_from(forms))
        body = urlencode(data.draw(_filled_in(form)))
        address = urljoin(form.page, form.action)
        with undone():
            if form.method == "post":
                answer = person.browser().post(address, body, content_type=_FORM)
            else:
                answer = person.browser().get(f"{address.partition('?')[0]}?{body}")
            assert wrong(answer) == [], f"{form.method} {address} {body}"

    answered()
