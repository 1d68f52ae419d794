"""What is wrong with an answer, and what an act may change."""

from django.http import HttpResponse

from tests.cast import Person, World
from tests.matrix.table import Row, asked, outcome

# Whoever signs out or chooses a role changes his own session, whatever the answer.
_SIGNING = {"access:leave", "access:another", "access:roles"}
# Whoever is shown a number, asks for one or takes a list away changes the trail alone.
_TELLING = {"registry:show", "registry:export", "registry:region"}
_TELLING |= {"exchange:export"}
DONE = {
    "card",
    "link",
    "lesson",
    "saved",
    "message",
    "consents",
    "raised",
    "invitations",
    "cards",
    "staff",
    "liftings",
    "alarms",
    "alarmed",
    "announcements",
    "announced",
    "hours",
    "opened",
    "list",
    "lists",
    "package",
    "packages",
}
# Whoever looks for a school reads the names of all: they are public.
FINDING = {"family:missing"}
DATA = {
    *("mark", "absence", "lesson", "homework", "remark", "ticket"),
    *("ticket_step", "raised_ticket"),
    *("card_consent", "consent_text", "card", "kinship", "court_word", "second_word"),
    *("alarm", "alarm_limits", "school_opening"),
    *("family_invitation", "invited_person", "registration_card"),
    *("announcement", "announcement_receipt"),
    *("enrolment", "membership", "employee", "role_grant", "upload"),
}


def wrong(row: Row, person: Person, world: World, response: HttpResponse) -> list[str]:
    """Whatever differs from the table in one answer, in words."""
    told = f"{person.name}: {row.text}"
    got, due = outcome(response), row.expected[person.name]
    found = [] if got == due else [f"{told} — {got} instead of {due}"]
    known = person.reads() | (set(world.schools) if row.view in FINDING else set())
    flown = world.aviary.flown(response, asked(row, world)) - known
    return found + [f"{told} — shows {owner}" for owner in sorted(flown)]


def leaves(row: Row, person: Person) -> set[str]:
    """The tables that this person's act may change; none for a refusal."""
    due = row.expected[person.name]
    if row.view == "access:start":
        return {"attempt"}
    if row.view in _SIGNING:
        return {"session"}
    if row.view == "access:devices":
        return {"session", "audit_line"} if person.token else set()
    if row.view == "logins:forgotten" and due == "200":
        return {"recovery_asked"}
    if row.view == "inviting:sheets" and due == "200":
        return {"family_invitation", "history", "audit_line"}
    if row.view in _TELLING and due == "200":
        return {"audit_line"}
    return DATA | {"audit_line", "notice", "job", "history"} if due in DONE else set()
