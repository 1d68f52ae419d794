"""«Семья и дети»: adding a child, waiting for ЗАГС, his account, «Привязать»."""

from sandbox.account.visiting import Visit, visited
from sandbox.people import families, typed
from sandbox.people.citizens import parents_of
from sandbox.people.families import Child
from sandbox.people.linking import ask_link, enter_code, link_of, window
from sandbox.people.registering import ADULT_FROM
from sandbox.people.typed import Form, Wrong
from sandbox.web import Response, redirect

NO_CHILD = "Такого ребёнка в вашем разделе «Семья и дети» нет."
NOT_CONFIRMED = (
    "Учётная запись родителя должна быть подтверждена. Подтвердите её в профиле."
)
NOT_OF_AGE = "Это детская учётная запись: детей добавляют родители в своих кабинетах."
NOT_CHECKED = "Сначала сведения о ребёнке должны пройти проверку."


@visited
def show_family(visit: Visit) -> Response:
    """All children with the state of each."""
    children = families.children_of(visit.db, visit.me)
    parents = parents_of(visit.db, visit.me.key)
    return visit.page("account/family.html", children=children, parents=parents)


@visited
def show_new_child(visit: Visit) -> Response:
    """The form for a child."""
    return (
        visit.sorry(NOT_OF_AGE, 403) if _is_child(visit) else _new_child(visit, Form())
    )


def _is_child(visit: Visit) -> bool:
    return visit.me.level == "child"


@visited
def add_child(visit: Visit) -> Response:
    """Enter a child by the birth certificate."""
    if _is_child(visit):
        return visit.sorry(NOT_OF_AGE, 403)
    form = visit.form()
    birth = form.take("birth_date", typed.day, visit.today)
    card = {
        "last_name": form.text("last_name", typed.name),
        "first_name": form.text("first_name", typed.name),
        "patronymic": form.text("patronymic", typed.patronymic) or None,
        "gender": form.text("gender", typed.gender),
        "birth_date": birth.isoformat(),
        "snils": form.text("snils", typed.snils) or None,
        **_certificate(form),
    }
    if not form.wrong and birth > visit.today:
        form.wrong["birth_date"] = "Дата рождения ещё не наступила."
    if not form.wrong:
        wrong = families.add_child(visit.world, visit.db, visit.me, card)
        if wrong is None:
            return redirect("/profile/family")
        form.wrong["number"] = wrong.sentence
    return _new_child(visit, form)


def _certificate(form: Form) -> dict[str, str]:
    return {
        "series": form.text("series", typed.series),
        "number": form.text("number", typed.number),
    }


def _new_child(visit: Visit, form: Form) -> Response:
    births = families.births(visit.world, visit.db)
    return visit.page("account/new_child.html", form=form, births=births)


@visited
def show_child(visit: Visit, id: str) -> Response:
    """One child: the check, the certificate, the account."""
    child = families.child_of(visit.db, visit.me, id)
    return _child(visit, child, Form()) if child else visit.sorry(NO_CHILD)


@visited
def change_child(visit: Visit, id: str) -> Response:
    """Delete the certificate, enter it again, delete the card, or do not wait."""
    child = families.child_of(visit.db, visit.me, id)
    if child is None:
        return visit.sorry(NO_CHILD)
    form = visit.form()
    act, state = form.given.get("do", ""), child.state(visit.now_s)
    if act == "again" and state == "removed":
        wrong = _enter_again(visit, child, form)
        if wrong:
            return _child(visit, child, form)
    elif act == "remove" and state == "failed":
        families.remove_certificate(visit.db, child)
    elif act == "hurry" and state == "checking":
        families.end_check(visit.db, child, visit.now_s)
    elif act == "forget":
        families.remove_child(visit.db, child)
        return redirect("/profile/family")
    return redirect(f"/profile/family/{child.id}")


def _enter_again(visit: Visit, child: Child, form: Form) -> bool:
    card = _certificate(form)
    if not form.wrong:
        wrong = families.enter_again(visit.world, visit.db, visit.me, child, card)
        if wrong:
            form.wrong["number"] = wrong.sentence
    return bool(form.wrong)


def _child(visit: Visit, child: Child, form: Form) -> Response:
    link = link_of(visit.db, child, visit.now_s)
    state = child.state(visit.now_s)
    return visit.page(
        "account/child.html", child=child, state=state, link=link, form=form
    )


def _ready(visit: Visit, id_: str) -> Child | Response:
    child = families.child_of(visit.db, visit.me, id_)
    if child is None:
        return visit.sorry(NO_CHILD)
    if child.account:
        return redirect(f"/profile/family/{child.id}")
    if visit.me.level != "confirmed":
        return visit.sorry(NOT_CONFIRMED, 409)
    if child.state(visit.now_s) != "passed":
        return visit.sorry(NOT_CHECKED, 409)
    return child


@visited
def show_child_account(visit: Visit, id: str) -> Response:
    """The form for the child's account."""
    child = _ready(visit, id)
    return _account(visit, child, Form()) if isinstance(child, Child) else child


@visited
def create_child_account(visit: Visit, id: str) -> Response:
    """Create the child's account, which is linked at once."""
    child = _ready(visit, id)
    if not isinstance(child, Child):
        return child
    form = visit.form()
    given = {
        "email": form.text("email", typed.email),
        "phone": form.text("phone", typed.phone) or None,
        "password": form.text("password", typed.password),
    }
    if child.age(visit.today) >= ADULT_FROM:
        form.wrong["email"] = "Ребёнку уже 18 лет: он регистрируется сам."
    if not form.wrong:
        made = families.create_account(visit.db, visit.me, child, given)
        if not isinstance(made, Wrong):
            return redirect(f"/profile/family/{child.id}")
        form.wrong["email"] = made.sentence
    return _account(visit, child, form)


def _account(visit: Visit, child: Child, form: Form) -> Response:
    return visit.page("account/child_account.html", child=child, form=form)


@visited
def show_link(visit: Visit, id: str) -> Response:
    """The parent's window of «Привязать»: the e-mail, then the code."""
    child = _ready(visit, id)
    return _link(visit, child, Form()) if isinstance(child, Child) else child


@visited
def ask_for_link(visit: Visit, id: str) -> Response:
    """Take the child's e-mail and show the code."""
    child = _ready(visit, id)
    if not isinstance(child, Child):
        return child
    form = visit.form()
    email = form.text("email", typed.email)
    if not form.wrong:
        asked = ask_link(visit.db, visit.me, child, email, visit.now_s)
        if not isinstance(asked, Wrong):
            return redirect(f"/profile/family/{child.id}/link")
        form.wrong["email"] = asked.sentence
    return _link(visit, child, form)


def _link(visit: Visit, child: Child, form: Form) -> Response:
    link = None if form.wrong else link_of(visit.db, child, visit.now_s)
    return visit.page("account/link.html", child=child, link=link, form=form)


@visited
def show_code(visit: Visit) -> Response:
    """The child's window for the code, or word that there is none."""
    return _window(visit, Form())


@visited
def take_code(visit: Visit) -> Response:
    """Compare the code that the child typed."""
    form = visit.form()
    asked = window(visit.db, visit.session, visit.now_s)
    if asked:
        typed_code = form.given.get("code", "")
        wrong = enter_code(visit.db, visit.me, asked, typed_code, visit.now_s)
        if wrong is None:
            return visit.page("account/linked.html")
        form.wrong["code"] = wrong.sentence
    return _window(visit, form)


def _window(visit: Visit, form: Form) -> Response:
    link = window(visit.db, visit.session, visit.now_s)
    return visit.page("account/code.html", link=link, form=form)
