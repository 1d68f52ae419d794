"""«Профиль»: who I am to Госуслуги, how surely, and how to reach me."""

from dataclasses import replace

from sandbox.account.visiting import Visit, visited
from sandbox.pages import render
from sandbox.people import registering, typed
from sandbox.people.citizens import Citizen, all_citizens, parents_of, save
from sandbox.people.linking import window
from sandbox.people.sessions import start_session
from sandbox.people.typed import Form, Wrong
from sandbox.web import Request, Response, page, redirect
from sandbox.world import World


@visited
def show_profile(visit: Visit) -> Response:
    """Everything about oneself on one page."""
    return _profile(visit, Form())


@visited
def change_level(visit: Visit) -> Response:
    """Enter documents, or confirm who one is."""
    form = visit.form()
    if form.given.get("do") == "documents":
        passport = form.text("passport", typed.passport)
        snils = form.text("snils", typed.needed_snils)
        if form.wrong:
            return _profile(visit, form)
        grown = registering.enter_documents(
            visit.db, visit.me, passport, snils, visit.today
        )
    else:
        way, card = (form.given.get(name, "") for name in ("way", "card"))
        grown = registering.confirm(visit.db, visit.me, way, card)
    if isinstance(grown, Wrong):
        form.wrong["level"] = grown.sentence
        return _profile(visit, form)
    return redirect("/profile")


@visited
def show_contacts(visit: Visit) -> Response:
    """The form of phone and e-mail."""
    given = {"phone": visit.me.phone or "", "email": visit.me.email or ""}
    return visit.page("account/contacts.html", form=Form(given))


@visited
def change_contacts(visit: Visit) -> Response:
    """Write another phone and e-mail down."""
    form = visit.form()
    email, phone = form.text("email", typed.email), form.text("phone", typed.phone)
    if not form.wrong:
        changed = replace(visit.me, email=email, phone=phone or None, login=email)
        if not save(visit.db, changed):
            return redirect("/profile")
        form.wrong["email"] = registering.TAKEN
    return visit.page("account/contacts.html", form=form)


def _profile(visit: Visit, form: Form) -> Response:
    kids = [one for one in all_citizens(visit.db) if one.key in visit.me.kids]
    age = visit.me.age(visit.today)
    return visit.page(
        "account/profile.html",
        form=form,
        age=age,
        kids=kids,
        parents=parents_of(visit.db, visit.me.key),
        link=window(visit.db, visit.session, visit.now_s),
        cards=registering.BANK_CARDS,
        may_grow=age >= registering.OWN_ACCOUNT_FROM,
    )


def show_registration(world: World, request: Request) -> Response:
    """The form for a new account."""
    return _registration(Form())


def register(world: World, request: Request) -> Response:
    """Open an account, and sign its owner in."""
    form = Form(dict(request.form()))
    birth = form.take("birth_date", typed.day, world.clock.today())
    given = {
        "last_name": form.text("last_name", typed.name),
        "first_name": form.text("first_name", typed.name),
        "patronymic": form.text("patronymic", typed.patronymic) or None,
        "gender": form.text("gender", typed.gender),
        "email": form.text("email", typed.email),
        "phone": form.text("phone", typed.phone) or None,
        "password": form.text("password", typed.password),
    }
    if form.wrong:
        return _registration(form)
    with world.store.open() as db:
        made = registering.register(db, given, birth, world.clock.today())
        if not isinstance(made, Citizen):
            form.wrong["whole"] = made.sentence
            return _registration(form)
        cookie = start_session(world, db, made)[1]
    return redirect("/profile", cookie)


def _registration(form: Form) -> Response:
    return page(render("account/register.html", form=form))
