"""Returns that carry what they should not, or come as they should not."""

from random import Random
from urllib.parse import quote

from django.conf import settings

from tests.attacking.house import RETURN, TEACHER, House
from tests.attacking.returns import NASTY, Make, Return, before, latin


def said_twice(house: House, chance: Random) -> Return:
    """A parameter twice, both right or one of them."""
    true, other = house.standing(), house.standing(TEACHER)
    state, code = f"state={true.state}", f"code={true.code}"
    pairs = (
        *((state, state), (state, f"state={other.state}"), (state, "state=")),
        *((code, code), (code, f"code={other.code}"), (code, "code=x")),
        *(("error=access_denied", "error="), ("error=", "error=access_denied")),
        *(("error_description=x", "error_description="),),
    )
    doubled = list(chance.choice(pairs))
    name = doubled[0].partition("=")[0]
    parts = doubled + [one for one in (state, code) if not one.startswith(name)]
    chance.shuffle(parts)
    return Return("&".join(parts), true.cookie)


def spoiled_code(house: House, chance: Random) -> Return:
    """The right attempt with a code that no ЕСИА has written."""
    true = house.begin()
    long = "x" * chance.randint(4096, 1_000_000)
    code = chance.choice((*NASTY, f"{true.code}\0", f" {true.code}", long))
    forms = (f"code={quote(code)}", f"code[]={true.code}", f"Code={true.code}", "code")
    form = chance.choice((*[forms[0]] * 5, *forms))
    return Return(f"state={true.state}&{form}", true.cookie)


def forged_error(house: House, chance: Random) -> Return:
    """An error in somebody's own words, for the right attempt or for nobody's."""
    true = house.begin() if chance.random() < 0.3 else None
    state = true.state if true else "x"
    known = ("access_denied", "server_error", "invalid_request", "login_required")
    codes = ("ESIA-007004", "ESIA-007055", "ESIA-008010", "ESIA-999999", "")
    error = chance.choice((*known, *NASTY[1:], "x" * 60_000))
    words = f"{chance.choice(codes)}: {chance.choice((*NASTY, 'x' * 60_000))}"
    query = f"state={state}&error={quote(error)}&error_description={quote(words)}"
    return Return(query, true.cookie if true else "")


def code_and_error(house: House, chance: Random) -> Return:
    """The right code, and an error beside it."""
    true = house.begin()
    error = chance.choice(("access_denied", "x", "server_error", "%00", "0", "false"))
    parts = [true.query, f"error={error}"]
    chance.shuffle(parts)
    return Return("&".join(parts), true.cookie)


def another_method(house: House, chance: Random) -> Return:
    """The right return, but nobody has gone there by GET."""
    true = house.standing()
    methods = ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "HEAD", "CONNECT")
    method = chance.choice((*methods, "PROPFIND", "GETX", "X" * 900))
    meta = {"HTTP_X_HTTP_METHOD_OVERRIDE": "GET", "body": true.query.encode()}
    in_body = method != "HEAD" and chance.random() < 0.5
    return Return("" if in_body else true.query, true.cookie, method, meta=meta)


def another_host(house: House, chance: Random) -> Return:
    """The right return, but to a host that is not ours."""
    true = house.standing()
    hosts = (
        *("evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::1"),
        *("", " ", "127.0.0.1\r\nX: y", "a" * 9000, "я.example", "127.0.0.1:80:80"),
        *("evil.example:8000", "127.0.0.1/", "127.0.0.1,evil.example", "*", "\0"),
    )
    return Return(true.query, true.cookie, meta={"HTTP_HOST": chance.choice(hosts)})


def strange_headers(house: House, chance: Random) -> Return:
    """Nobody's return, with headers of a proxy that is not there."""
    names = (
        *("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO"),
        *("HTTP_FORWARDED", "HTTP_X_REQUEST_ID", "HTTP_REFERER", "HTTP_ORIGIN"),
        *("HTTP_AUTHORIZATION", "HTTP_ACCEPT", "HTTP_RANGE", "CONTENT_LENGTH"),
        *("HTTP_IF_NONE_MATCH", "HTTP_USER_AGENT", "HTTP_ACCEPT_LANGUAGE"),
    )
    meta = {
        name: latin(chance.choice((*NASTY, "evil.example", "https")))
        for name in chance.sample(names, 3)
    }
    return Return("state=x&code=y", meta=meta)


def strange_cookies(house: House, chance: Random) -> Return:
    """The right query; the browser's secret is missing, forged, doubled or huge."""
    true, other = house.standing(), house.standing(TEACHER)
    good, bad = true.cookie, other.cookie
    name, secret = settings.BEFORE_COOKIE, true.browser
    session = f"{settings.SESSION_COOKIE}={chance.choice((secret, 'x' * 43, '0'))}"
    cookies = (
        *(f"{good}; {bad}", f"{bad}; {bad}", f"{good}; {name}="),
        *(f"{name.upper()}={secret}", f"__Host-{name}={secret}", f"{name}[]={secret}"),
        *(session, f"{bad}; {session}", f"{name}=x{'x' * chance.randint(1, 60_000)}"),
        *(
            f"{name}={secret},x",
            f"{name}={secret}%00",
            f"{name}%3D{secret}",
            f"={secret}",
        ),
        *("; ".join(f"c{n}=x" for n in range(500)), ";" * 500, "=" * 500, "\xff\xfe"),
        before(latin(chance.choice(NASTY))),
        f"{settings.REFUSAL_COOKIE}={latin(chance.choice(NASTY))}",
    )
    return Return(true.query, chance.choice(cookies))


def strange_address(house: House, chance: Random) -> Return:
    """A neighbouring path, or a query that is not one."""
    true = house.standing()
    if chance.random() < 0.5:
        ends = ("", "/x", "//", "/;x=1/", "/%00/", "/../return/", "/%2e%2e/", "/%ff/")
        path = RETURN.rstrip("/") + chance.choice(ends)
        return Return(true.query, true.cookie, path=path)
    pieces = (
        *("%", "%zz", "%ff%fe", "%ed%a0%80", "&" * 99, "=" * 99, "a=1&" * 1500),
        *("?", ";", "[state]=1", "\\", "\x7f", f"#{true.query}", quote(true.query)),
        *(true.query.replace("&", ";"), true.query.replace("=", ":")),
        f"{true.state}&{true.code}",
    )
    query = "".join(chance.choices(pieces, k=chance.randint(1, 3)))
    return Return(query, true.cookie)


CARRIED: dict[str, Make] = {
    "параметр дважды": said_twice,
    "испорченный код": spoiled_code,
    "подделанная ошибка": forged_error,
    "код вместе с ошибкой": code_and_error,
    "другой метод": another_method,
    "чужой узел (Host)": another_host,
    "странные заголовки": strange_headers,
    "странные cookie": strange_cookies,
    "странный адрес": strange_address,
}
