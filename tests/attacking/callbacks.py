"""Returns that are somebody else's, over, late, or nobody's."""

from random import Random
from urllib.parse import quote
from uuid import UUID

from django.conf import settings

from tests.attacking.carried import CARRIED
from tests.attacking.house import TEACHER, House
from tests.attacking.returns import NASTY, Make, Return, before


def in_another_browser(house: House, chance: Random) -> Return:
    """All that the victim would bring, but not from the victim's browser."""
    true = house.standing()
    secret = true.browser
    other = house.standing(TEACHER).browser
    place = chance.randrange(len(secret))
    letter = chance.choice([x for x in "Ab0-_" if x != secret[place]])
    secrets = (
        *(
            "",
            other,
            secret[:-1],
            f"{secret}x",
            secret.swapcase(),
            secret[::-1],
            "null",
        ),
        *(
            f"{chance.getrandbits(256):064x}",
            secret[:place] + letter + secret[place + 1 :],
        ),
        *(true.state, true.code, secret * 2, "x" * chance.randint(1, 9000)),
    )
    return Return(true.query, before(chance.choice(secrets)))


def somebody_elses_return(house: House, chance: Random) -> Return:
    """The victim's browser is led to the attacker's return (login CSRF)."""
    mine, theirs = house.standing(), house.standing(TEACHER, chance.choice("rz"))
    state, code = chance.choice(
        ((theirs.state, theirs.code), (theirs.state, mine.code), (theirs.state, "x"))
    )
    return Return(f"state={state}&code={code}", mine.cookie)


def somebody_elses_code(house: House, chance: Random) -> Return:
    """The victim's browser and state with a code that is not for this attempt."""
    mine, theirs = house.begin(), house.standing(TEACHER)
    codes = (
        theirs.code,
        house.standing().code,
        chance.choice(house.admitted).code,
        house.code_of_another_system(mine),
        mine.code[:-1],
        mine.code + "x",
        mine.code.swapcase(),
        f"{chance.getrandbits(200):x}",
    )
    return Return(f"state={mine.state}&code={chance.choice(codes)}", mine.cookie)


def replayed(house: House, chance: Random) -> Return:
    """A return that let somebody in already, perhaps with a fresh code."""
    used = chance.choice(house.admitted)
    code = chance.choice((used.code, house.standing(TEACHER).code, "x"))
    session = f"{settings.SESSION_COOKIE}={chance.getrandbits(256):064x}"
    cookie = chance.choice((used.cookie, f"{used.cookie}; {session}"))
    return Return(f"state={used.state}&code={code}", cookie)


def expired(house: House, chance: Random) -> Return:
    """Everything is right, but eleven minutes late."""
    late = house.expired()
    return Return(late.query, late.cookie)


def of_another_region(house: House, chance: Random) -> Return:
    """States and browsers of two regions in each other's place."""
    here, there = house.standing(), house.standing(region="z")
    state, browser = chance.choice(((here, there), (there, here)))
    slug = chance.choice(("r", "z", "nowhere", "", "r'"))
    cookie = f"{browser.cookie}; {settings.REGION_COOKIE}={slug}"
    return Return(state.query, cookie)


def unknown_state(house: House, chance: Random) -> Return:
    """A state that is nobody's, or the true one in another spelling."""
    true = house.standing()
    state = true.state
    place = chance.randrange(len(state))
    wide = state.translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    states = (
        str(UUID(int=chance.getrandbits(128), version=4)),
        *(state.upper(), f"{{{state}}}", state.replace("-", ""), f"urn:uuid:{state}"),
        *(f"{state} ", f" {state}", f"{state}\n", f"{state}\0", wide, state[:-1]),
        *(state[:place] + "x" + state[place + 1 :], state[::-1], f"{state},{state}"),
        chance.choice(NASTY),
    )
    other = chance.choice([one for one in states if one != state])
    return Return(f"state={quote(other)}&code={true.code}", true.cookie)


def empty_or_endless_state(house: House, chance: Random) -> Return:
    """No state, an empty one, one of a megabyte, or no parameters at all."""
    true = house.standing()
    states = ("", "state", "state=", f"state={'x' * chance.randint(300, 1_000_000)}")
    endings = ("", f"&code={true.code}", "&code=")
    query = chance.choice(states) + chance.choice(endings)
    return Return(query, chance.choice((true.cookie, "")))


KINDS: dict[str, Make] = {
    "из другого браузера": in_another_browser,
    "чужой возврат (login CSRF)": somebody_elses_return,
    "чужой или использованный код": somebody_elses_code,
    "повторный возврат": replayed,
    "с опозданием": expired,
    "другого региона": of_another_region,
    "неизвестный state": unknown_state,
    "пустой или огромный state": empty_or_endless_state,
    **CARRIED,
}
