"""Every check of v2/ac is refused with its code, and only to a trusted address."""

from datetime import timedelta

import pytest

from sandbox.tests.client import BACK, STATE, Client, encode, refused_with, told


def reasons(client: Client) -> str:
    """What the book of requests says of the last one."""
    return str(client.http.get("/control/requests").json()[0]["refused"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_secret": None}, "ESIA-007014"),
        ({"client_certificate_hash": None}, "ESIA-007014"),
        ({"client_certificate_hash": ""}, "ESIA-007014"),
        ({"client_certificate_hash": "00" * 32}, "ESIA-007053"),
        ({"state": None}, "ESIA-007014"),
        ({"timestamp": None}, "ESIA-007014"),
        ({"response_type": None}, "ESIA-007014"),
        ({"response_type": "token"}, "ESIA-007009"),
        ({"access_type": "sometimes"}, "ESIA-007003"),
        ({"scope": None}, "ESIA-007013"),
        ({"scope": "fullname"}, "ESIA-007006"),
        ({"scope": "openid usr_inf"}, "ESIA-007006"),
        ({"scope": "openid  fullname"}, "ESIA-007006"),
        ({"timestamp": "2026-11-18T10:00:00+03:00"}, "ESIA-007015"),
        ({"timestamp": "2026.11.18 10:00:00"}, "ESIA-007015"),
        ({"timestamp": "2026.11.18 10:00:00 +03:00"}, "ESIA-007015"),
        ({"timestamp": "2026.02.30 10:00:00 +0300"}, "ESIA-007015"),
        ({"timestamp": "0001.01.01 00:00:00 +2359"}, "ESIA-007015"),
        ({"timestamp": "2026.11.18 10:00:00 +9999"}, "ESIA-007015"),
        ({"client_secret": "ы"}, "ESIA-007053"),
        ({"client_secret": "AAAA"}, "ESIA-007053"),
        ({"client_secret": encode(bytes(64))}, "ESIA-007053"),
        ({"client_secret": encode(b"\xff" * 64)}, "ESIA-007053"),
        ({"code_challenge": "x" * 43}, "ESIA-007003"),
        ({"code_challenge_method": "S256"}, "ESIA-007003"),
        ({"code_challenge": "x" * 42, "code_challenge_method": "S256"}, "ESIA-007003"),
        ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, "ESIA-007003"),
        ({"person_filter": "nonsense"}, "ESIA-007003"),
    ],
)
def test_a_wrong_parameter_goes_back_with_its_code(
    client: Client, changes: dict[str, str | None], code: str
) -> None:
    answer = client.ask(**changes)
    assert answer.headers["location"].startswith(f"{BACK}?error=")
    assert refused_with(answer) == code
    assert told(answer).get("state") == changes.get("state", STATE)
    assert reasons(client).startswith(code)


@pytest.mark.parametrize("away", [timedelta(minutes=-6), timedelta(minutes=6)])
def test_a_timestamp_too_far_away_is_refused(client: Client, away: timedelta) -> None:
    answer = client.ask(timestamp=client.timestamp(away))
    assert refused_with(answer) == "ESIA-007015"


@pytest.mark.parametrize("away", [timedelta(minutes=-4), timedelta(minutes=4)])
def test_a_timestamp_of_a_clock_slightly_off_is_taken(
    client: Client, away: timedelta
) -> None:
    answer = client.ask(timestamp=client.timestamp(away))
    assert answer.headers["location"].startswith("/login?")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"client_id": None}, "ESIA-007014"),
        ({"client_id": "NOBODY"}, "ESIA-007005"),
        ({"redirect_uri": None}, "ESIA-007014"),
        ({"redirect_uri": "http://evil.test/"}, "ESIA-007023"),
        ({"redirect_uri": "https://school.test/"}, "ESIA-007023"),
        ({"redirect_uri": "http://school.test:8000/"}, "ESIA-007023"),
        ({"redirect_uri": "http://school.test.evil.test/"}, "ESIA-007023"),
        ({"redirect_uri": "http://school.test@evil.test/"}, "ESIA-007023"),
        ({"redirect_uri": "http://evil.test\\@school.test/"}, "ESIA-007023"),
        ({"redirect_uri": "http://school.test/\r\nX: y"}, "ESIA-007023"),
        ({"redirect_uri": "javascript:alert(1)"}, "ESIA-007023"),
        ({"redirect_uri": "http://[bad"}, "ESIA-007023"),
        ({"redirect_uri": "http://school.test:port/"}, "ESIA-007023"),
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_trusted(
    client: Client, changes: dict[str, str | None], code: str
) -> None:
    answer = client.ask(**changes)
    assert answer.status_code == 400
    assert "location" not in answer.headers
    assert refused_with(answer) == code


def test_a_repeated_parameter_is_refused(client: Client) -> None:
    fields = client.fields({}) | {"response_type": "code"}
    pairs = [*fields.items(), ("scope", "openid")]
    answer = client.http.get("/aas/oauth2/v2/ac", params=pairs)
    assert refused_with(answer) == "ESIA-007003"


@pytest.mark.parametrize(
    "changed", ["client_id", "scope", "timestamp", "state", "redirect_uri", "scope_org"]
)
def test_the_signature_covers_every_field(client: Client, changed: str) -> None:
    fields = client.fields({}) | {"response_type": "code"}
    others = {
        "client_id": "OTHER_IS",
        "scope": "openid",
        "timestamp": client.timestamp(timedelta(seconds=60)),
        "state": "another",
        "redirect_uri": f"{BACK}more",
        "scope_org": "org_inn",
    }
    if changed == "client_id":
        others["redirect_uri"] = BACK.replace("school", "other")
        fields["redirect_uri"] = others["redirect_uri"]
    fields[changed] = others[changed]
    answer = client.http.get("/aas/oauth2/v2/ac", params=fields)
    assert refused_with(answer) == "ESIA-007053"


def test_the_scope_of_organisations_is_signed_after_the_scope(client: Client) -> None:
    answer = client.ask(scope_org="org_inn org_ogrn")
    assert answer.headers["location"].startswith("/login?")


def test_a_signature_with_its_bytes_reversed_is_named_so(client: Client) -> None:
    fields = client.fields({})
    text = "".join(
        fields[name]
        for name in ("client_id", "scope", "timestamp", "state", "redirect_uri")
    )
    mirrored = encode(client.key.sign(text.encode())[::-1])
    answer = client.ask(timestamp=fields["timestamp"], client_secret=mirrored)
    assert refused_with(answer) == "ESIA-007053"
    assert "в обратном порядке" in reasons(client)


def test_both_alphabets_of_base64_are_taken_with_and_without_padding(
    client: Client,
) -> None:
    fields = client.fields({}) | {"response_type": "code"}
    urlsafe = fields["client_secret"]
    plain = urlsafe.replace("-", "+").replace("_", "/")
    for secret in (urlsafe, f"{urlsafe}==", plain, f"{plain}=="):
        answer = client.http.get(
            "/aas/oauth2/v2/ac", params=fields | {"client_secret": secret}
        )
        assert answer.headers["location"].startswith("/login?")


@pytest.mark.parametrize(
    ("wanted", "login", "passes"),
    [
        ("Y29uZl9hY2M=", "natalia", True),
        ("Y29uZl9hY2M", "olga", False),
        ("Y29uZl9hY2M=", "maria", False),
        ("YWNjX2tpZA==", "maria", True),
        ("YWNjX2tpZA==", "natalia", False),
        ("YWNjX25vdF9raWQ=", "olga", True),
        ("YWNjX25vdF9raWQ=", "maria", False),
    ],
)
def test_a_person_filter_lets_only_its_accounts_in(
    client: Client, wanted: str, login: str, passes: bool
) -> None:
    asked = client.ask(person_filter=wanted)
    back = client.type_password(asked, f"{login}@example.test")
    assert refused_with(back) == ("" if passes else "ESIA-007055")
    assert ("code" in told(back)) == passes
