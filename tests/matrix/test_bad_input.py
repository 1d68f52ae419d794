"""Whatever is typed into an address or a form, it is answered in words, never a 500."""

import pytest
from django.conf import settings

from tests.cast import World
from tests.matrix.answers import wrong
from tests.matrix.kept import changed, kept
from tests.matrix.table import places, rows

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("wednesday")]

_FORM = "application/x-www-form-urlencoded"

# Percent-encoded, as a browser would send them.
STRANGE = [
    "",
    "0",
    "-1",
    "null",
    "%00",
    "x%00y",
    "%F0%9F%98%80",
    "%FF%FE",
    "%ED%A0%80",
    "%E2%80%AE",
    "x" * 7000,
    "9" * 400,
    "zzzzzzzzzzzzz",
    "8" + "0" * 12,
    "0000000000O01",
    "A" * 13,
    "%D9%A3" * 13,
    "2026-02-30",
    "2026-13-01",
    "0000-00-00",
    "0001-01-01",
    "9999-12-31",
    "1999-12-31",
    "2100-01-01",
    "2026-11-16T00:00",
    "%D9%A2026-11-16",
    "..%2F..%2Fetc",
    "'%20OR%201=1--",
    "%7B%7B7*7%7D%7D",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "a%0D%0ASet-Cookie:%20x=y",
]
ADDRESSES = [
    "/{}",
    "/diary/{}/",
    "/diary/day/{}/",
    "/diary/?child={}",
    "/diary/?child={}&child={}",
    "/diary/?child[]={}",
    "/diary/{monday}/?child={}",
    "/diary/{monday}/?child={pupil}&x={}",
    "/diary/day/{today}/?child={}",
    "/journal/?date={}",
    "/journal/?date={today}&date={}",
    "/journal/lessons/{}/",
    "/journal/lessons/{lesson}/?saved={}",
    "/journal/lessons/{lesson}/remarks/{}/",
    "/access/?next={}",
    "/access/roles/?role={}",
    "/access/refused/?reference={}",
    "/access/esia/return/?state={}&code={}",
    "/access/esia/return/?error={}&error_description={}&state={}",
    "/support/{}/",
    "/support/{}/report/",
    "/support/{number}/?sent={}",
    "/support/messages/?show={}",
    "/support/voice/?number={}",
    "/support/messages/{}/",
    "/support/consents/?class={}",
    "/registry/students/?q={}",
    "/registry/cards/{pupil}/links/{}/",
    "/registry/guardians/?q=%D0%98&class={}&user={}&snils={}&page={}",
    "/invitations/?done={}",
    "/cards/?class={}&done={}",
    "/cards/{}/",
    "/campaign/region/{}/",
    "/papers/memos/?class={}&rehearsal=1",
    "/invited/{}/",
    "/login/new/{}/",
    "/ui/?theme={}",
]
FORMS = [
    ("/access/roles/", "role={}"),
    ("/access/esia/", "x={}"),
    ("/support/", "number={}"),
    ("/support/messages/{message}/", "state={}&sentence={}"),
    ("/support/messages/{message}/", "to={}"),
    ("/support/raised/{raised}/", "return={}&ask={}"),
    ("/support/messages/{message}/", "card={}&seen={}"),
    ("/support/{number}/", "text={}"),
    ("/support/consents/{pupil}/", "word={}&on=2026-11-17&form={}&file_number={}"),
    ("/support/consents/{pupil}/", "word=withdrawn&on={}&class={}"),
    ("/registry/cards/{pupil}/name/", "last_name={}&first_name={}&birth_date={}"),
    ("/registry/cards/{pupil}/documents/", "snils={}&certificate={}&shown={}"),
    ("/registry/cards/{pupil}/documents/", "certificate={}&sure=1"),
    ("/registry/cards/{pupil}/contacts/", "phone={}&email={}"),
    ("/registry/cards/{pupil}/entries/", "user={}&registered={}"),
    ("/registry/cards/{pupil}/paper/", "reads_paper={}"),
    ("/registry/cards/{pupil}/guardian/", "last_name={}&kind={}&link={}&document={}"),
    ("/registry/cards/{pupil}/links/{parent}/restrict/", "document={}&on={}"),
    ("/registry/students/new/", "first_name={}&class={}&certificate={}"),
    ("/registry/guardians/export/", "q={}&class={}&page={}"),
    ("/invited/", "code={}"),
    ("/campaign/region/", "title={}&text={}&due={}&audience={}&to={}&school={}"),
    ("/campaign/region/{batch}/", "do={}"),
    ("/campaign/{announcement}/", "x={}"),
    ("/invited/", "child={}"),
    ("/login/forgotten/", "who={}&region=by-password"),
    ("/login/new/nothing/", "password={}"),
    ("/login/", "login={}&password=x&region=by-password"),
    ("/login/", "login=x&password={}&region=by-password"),
    ("/login/", "login=x&password=x&region={}"),
    ("/login/activate/", "login={}&code={}&born={}&password={}&region=by-password"),
    ("/cards/print/", "who={}&class={}"),
    ("/cards/print/", "who=all&class={}"),
    ("/cards/{paper}/", "to={}&class={}"),
    ("/cards/{paper}/", "to=pupil&class={}"),
    ("/invitations/sheets/", "who={}&class={}"),
    ("/invitations/sheets/", "who=all&class={}"),
    ("/invitations/{invitation}/", "do=confirm&kind={}"),
    ("/invitations/{invitation}/", "do={}&kind=father"),
    ("/registry/employees/new/", "position={}&snils={}"),
    ("/journal/lessons/{lesson}/roll/", "absence-{pupil}={}"),
    ("/journal/lessons/{lesson}/roll/", "absence-{}=Н&minutes-{}=5"),
    ("/journal/lessons/{lesson}/roll/", "absence-{pupil}=О&minutes-{pupil}={}"),
    ("/journal/lessons/{lesson}/marks/", "mark-{pupil}-1={}&was-{pupil}-1=1:5"),
    ("/journal/lessons/{lesson}/marks/", "mark-{pupil}-1=4&was-{pupil}-1={}"),
    ("/journal/lessons/{lesson}/marks/", "mark-{}-{}=4&was-{}-{}=0:"),
    ("/journal/lessons/{lesson}/remarks/{pupil}/", "kind=praise&text={}"),
    ("/journal/lessons/{lesson}/remarks/{pupil}/", "kind={}&text=x"),
    ("/journal/lessons/{lesson}/description/", "topic={}&homework={}&work_kind="),
    ("/journal/lessons/{lesson}/description/", "topic=x&homework=x&work_kind={}"),
]


# What a server may be sent instead of a form.
BROKEN = [
    (b"", "multipart/form-data; boundary=x"),
    (b"--x\r\nContent-Disposition: form-data", "multipart/form-data; boundary=x"),
    (b"--x", "multipart/form-data"),
    (b"topic=1&homework=\xff\xfe", "application/x-www-form-urlencoded"),
    (b"&".join([b"a=1"] * 1500), "application/x-www-form-urlencoded"),
    (b"topic=" + b"x" * 1_100_000, "application/x-www-form-urlencoded"),
    (b'{"topic": 1}', "application/json"),
    (b"<x/>", "text/xml"),
    (b"\x00\x01", "\x7f"),
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_anything_in_an_address_is_answered_in_words(
    world: World, address: str
) -> None:
    person = world.people[_asker(address)]
    browser, before, found = person.browser(), kept(world, person), []
    for strange in STRANGE:
        response = browser.get(_filled(address, strange, world))
        found += [f"{strange[:40]}: {why}" for why in wrong(response)]
        flown = world.aviary.flown(response, address) - person.reads()
        found += [f"{strange[:40]}: shows {owner}" for owner in flown]
    assert found == []
    assert changed(before, kept(world, person)) == set()


@pytest.mark.parametrize(("address", "form"), FORMS)
def test_anything_in_a_form_is_answered_in_words(
    world: World, address: str, form: str
) -> None:
    browser, found = world.people[_asker(address)].browser(), []
    for strange in STRANGE:
        body = _filled(form, strange, world)
        response = browser.post(_filled(address, "", world), body, content_type=_FORM)
        found += [f"{strange[:40]}: {why}" for why in wrong(response)]
    assert found == []


@pytest.mark.parametrize("view", sorted({row.view for row in rows("POST")}))
def test_a_body_that_is_no_form_is_answered_in_words(world: World, view: str) -> None:
    row = next(row for row in rows("POST") if row.view == view)
    address, found = _filled(row.address, "", world), []
    for body, kind in BROKEN:
        for name in ("teacher", "mother", "nobody"):
            browser = world.people[name].browser()
            response = browser.generic("POST", address, body, kind)
            found += [f"{name} {body[:20]!r}: {why}" for why in wrong(response)]
    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "SESSION_COOKIE",
        "BEFORE_COOKIE",
        "REFUSAL_COOKIE",
        "SAID_COOKIE",
        "LOGIN_COOKIE",
    ],
)
def test_anything_in_a_cookie_is_answered_in_words(world: World, name: str) -> None:
    found = []
    for strange in [
        *STRANGE,
        "WyJhIiwiYiJd:1abc:def",
        '"\\',
        "я".encode().decode("latin-1"),
    ]:
        browser = world.people["nobody"].browser()
        browser.cookies[getattr(settings, name)] = strange
        for address in (
            "/access/",
            "/access/refused/",
            "/access/esia/return/",
            "/support/",
            "/",
        ):
            response = browser.get(address)
            found += [f"{strange[:40]} {address}: {why}" for why in wrong(response)]
    assert found == []


def _asker(address: str) -> str:
    """Somebody who may open it, so that the strange thing is read at all."""
    if address.startswith("/access/roles"):
        return "chooser"
    if address.startswith(("/support/raised", "/campaign/region")):
        return "operator"
    if address.startswith(
        (
            "/support/messages",
            "/support/voice",
            "/support/consents",
            "/registry",
            "/invitations",
            "/cards",
            "/campaign",
        )
    ):
        return "head"
    return {"/diary": "mother", "/journ": "teacher"}.get(address[:6], "nobody")


def _filled(text: str, strange: str, world: World) -> str:
    """The text with the strange thing in every ``{}``."""
    return text.replace("{}", strange).format(**places(world))
