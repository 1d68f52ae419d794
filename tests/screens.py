"""``python -m tests.screens``: every page as a picture, into docs/screens.

Starts the product on a school day, walks it as the invented people do, and takes each
page at 390 and 1366 px, in light and dark. Where no walk leads, a page is drawn.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import django
from playwright.sync_api import Browser, Page, sync_playwright

from launcher import equipping, trial
from tests.journeys import steps
from tests.journeys.stack import HOLIDAY, ROOT, SCHOOL_DAY, Stack

FOLDER = ROOT / "docs" / "screens"
_HEIGHTS = {1366: 900, 390: 844}
_TALLEST = 6000
_OF_HELP = {
    "help": "",
    "help-question": "sign-in/?who=pupil&age=14y6m-18",
    "help-answer": "sign-in/?who=parent&words=diary_not_found",
    "help-instruction": "instructions/pupil-14-18/",
    "help-phone": "phone/",
    "help-privacy": "privacy/",
    "help-status": "status/",
    "help-for-sites": "for-sites/",
}
_DRAWN = (
    "forbidden",
    "server-error",
    "unavailable",
    "slowed",
    "closed",
    "operator",
    "operators",
    "operator-places",
    "operator-line",
    "operator-house-rules",
    "alarms",
    "alarms-region",
    "registry-liftings",
    "invitations",
    "inviting-sheets",
    "logins-cards",
    "importing-wrong",
    "importing-grid",
    "importing-doubtful",
    "importing-back",
    "importing-begin",
    "invited-child",
    "invited-waiting",
    "desk-region",
    "campaign-sent",
    "campaign-one",
    "announcements",
    "rehearsal",
    "support-raised",
    "exchange-package",
    "support-voice",
    "invitation",
    "sign-in-by-password",
    "login",
    "login-activate",
    "login-child-code",
    "login-forgotten",
    "login-renew",
    "login-outgrown",
    "regions",
    "reading-grown",
    "closed-by-student",
)
# Of a school's office: who looks, and where.
_OFFICE = {
    "desk": ("admin", "/desk/"),
    "desk-cause": ("admin", "/desk/?cause=no-consent"),
    "registry-students": ("admin", "/registry/students/"),
    "registry-guardians": ("teacher", "/registry/guardians/"),
    "registry-users": ("admin", "/registry/users/"),
    "registry-employees": ("admin", "/registry/employees/"),
    "importing": ("admin", "/importing/"),
    "staff-roles": ("admin", "/staff/"),
    "exchange": ("admin", "/exchange/"),
    "again": ("admin", "/access/again/?to=/staff/"),
    "papers": ("teacher", "/papers/"),
    "papers-memos": ("teacher", "/papers/memos/"),
    "papers-collecting": ("teacher", "/papers/collecting/"),
    "papers-weeks": ("teacher", "/papers/weeks/?who=all"),
}


def main() -> None:
    """Take all pictures anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
    trial.enter(trial.cluster(), "screens")
    django.setup()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=equipping.browser(),
            args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
        )
        _with(SCHOOL_DAY, browser, _school_day)
        _with(HOLIDAY, browser, _holiday)
        browser.close()


def _with(now: str, browser: Browser, walk: "Callable[[Camera], None]") -> None:
    home = Path(tempfile.mkdtemp(prefix="school-screens-"))
    home.chmod(0o755)
    stack = Stack(home, now).start()
    try:
        for width in _HEIGHTS:
            for scheme in ("light", "dark"):
                walk(Camera(browser, stack, width, scheme))
    finally:
        stack.stop()
        shutil.rmtree(home, ignore_errors=True)


class Camera:
    """A browser of one width and one scheme, for one person after another."""

    def __init__(self, browser: Browser, stack: Stack, width: int, scheme: str) -> None:
        self.stack = stack
        self._browser = browser
        self._width = width
        self._scheme = scheme

    def page(self) -> Page:
        """A browser that has been nowhere."""
        context = self._browser.new_context(
            viewport={"width": self._width, "height": _HEIGHTS[self._width]},
            color_scheme="dark" if self._scheme == "dark" else "light",
        )
        return context.new_page()

    def somebody(self, who: str = "") -> Page:
        """A new person; signed in when named."""
        page = self.page()
        if who:
            steps.sign_in(page, self.stack, who)
        else:
            page.goto(f"{self.stack.school}/access/")
        return page

    def take(self, page: Page, name: str) -> None:
        """Keep the whole page as a picture."""
        path = FOLDER / f"{name}-{self._width}-{self._scheme}.png"
        # Whoever has just pressed something is still on his way.
        page.wait_for_load_state("networkidle")
        # A bar at the foot of the window must stand at the foot of the picture.
        tall = page.evaluate("document.documentElement.scrollHeight")
        tall = min(tall, _TALLEST)  # a class prints thirty sheets
        page.set_viewport_size({"width": self._width, "height": tall})
        page.screenshot(path=path)
        page.set_viewport_size({"width": self._width, "height": _HEIGHTS[self._width]})


def _school_day(camera: Camera) -> None:
    camera.take(camera.somebody(), "sign-in")
    reader = camera.page()
    for name, address in _OF_HELP.items():
        reader.goto(f"{camera.stack.school}/help/{address}")
        camera.take(reader, name)
    camera.take(camera.somebody("dmitry"), "refused")
    camera.take(_refused(camera, "mark"), "refused-consent")
    camera.take(camera.somebody("sokolova"), "roles")
    mother = camera.somebody("natalia")
    camera.take(mother, "diary")
    mother.locator("[data-child]:not([aria-current])").click()
    camera.take(mother, "diary-second-child")
    mother.goto(f"{camera.stack.school}/nowhere/")
    camera.take(mother, "not-found")
    teacher = camera.somebody("teacher")
    camera.take(teacher, "journal")
    teacher.locator("a[href*='/journal/lessons/']").first.click()
    steps.expect_page(teacher, "journal-lesson")
    camera.take(teacher, "lesson")
    teacher.goto(f"{camera.stack.school}/ui/")
    camera.take(teacher, "parts")
    _family(camera)
    _message(camera)
    _office(camera)
    from tests.journeys import drawn  # it needs Django, which is set up by now

    page = camera.page()
    for name in _DRAWN:
        drawn.show(page, name)
        camera.take(page, name)


def _family(camera: Camera) -> None:
    """A mother, then her son; what she tells a school where she misses a child."""
    mother = _at(camera, "natalia", "/family/")
    mother.locator(".family__steps summary").first.click()
    camera.take(mother, "family")
    camera.take(_at(camera, "kirill", "/family/"), "family-pupil")
    mother.goto(f"{camera.stack.school}/family/missing/")
    camera.take(mother, "family-missing")
    mother.goto(f"{camera.stack.school}/access/devices/")
    camera.take(mother, "devices")


def _message(camera: Camera) -> None:
    """A father writes, a daughter shows her number, the administrator answers."""
    father = camera.somebody("dmitry")
    father.get_by_role("link", name="Сообщить о проблеме").click()
    steps.expect_page(father, "support-report")
    camera.take(father, "support-report")
    father.get_by_role("button", name="Отправить").click()
    camera.take(father, "support-report-errors")
    steps.write_to_school(father)
    camera.take(father, "support-status")
    child = _refused(camera, "stas")
    camera.take(child, "refused-minor")
    child.goto(f"{camera.stack.school}/support/")
    camera.take(child, "support-slip")
    camera.take(_at(camera, "", "/support/"), "support")
    camera.take(_at(camera, "admin", "/support/messages/"), "support-messages")
    camera.take(_at(camera, "admin", "/support/consents/"), "support-consents")


def _office(camera: Camera) -> None:
    """The lists of a school and what it prints, then one card of a list."""
    people = {who: camera.somebody(who) for who in ("admin", "teacher")}
    for name, (who, address) in _OFFICE.items():
        people[who].goto(camera.stack.school + address)
        camera.take(people[who], name)
    people["admin"].goto(f"{camera.stack.school}/registry/guardians/?q=смирнова")
    people["admin"].locator("a[href*='/registry/cards/']").first.click()
    steps.expect_page(people["admin"], "registry-card")
    camera.take(people["admin"], "registry-card")
    people["admin"].goto(f"{camera.stack.school}/registry/students/")
    people["admin"].locator("a[href*='/registry/cards/']").first.click()
    people["admin"].locator("a[href*='/viewing/']").first.click()
    steps.expect_page(people["admin"], "viewing-diary")
    camera.take(people["admin"], "viewing-diary")


def _refused(camera: Camera, who: str) -> Page:
    """Somebody whom Госуслуги ask first, once: they remember his answer."""
    page = camera.somebody(who)
    page.wait_for_load_state("networkidle")
    if page.get_by_role("button", name="Предоставить").is_visible():
        steps.agree(page)
    steps.expect_page(page, "refused")
    return page


def _at(camera: Camera, who: str, path: str) -> Page:
    page = camera.somebody(who)
    page.wait_for_load_state("networkidle")
    page.goto(camera.stack.school + path)
    return page


def _holiday(camera: Camera) -> None:
    camera.take(camera.somebody("natalia"), "diary-holiday")


if __name__ == "__main__":
    main()
