"""`manage.py open_region`: make the region of an empty installation."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from school.lib import clock
from school.regions.opening import HOURS, LUNCH, NotOpened, Wanted, open_region


class Command(BaseCommand):
    """Said once, after the migrations; a second time it refuses."""

    help = (
        "Открывает регион в пустой базе: без него вход отвечает «503». Один раз,"
        " после migrate. Например: manage.py open_region --name «Ваша область»"
        " --slug vasha --policy ryazan --time-zone Europe/Moscow"
        " --phone «8 (800) 000-00-00»"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What a region needs; the hot line may be left out."""
        parser.add_argument("--name", required=True, help="название: Ваша область")
        parser.add_argument("--slug", required=True, help="краткое имя латиницей")
        parser.add_argument(
            "--policy",
            required=True,
            help="линия правил из папки policies: ryazan, vologda",
        )
        parser.add_argument(
            "--time-zone", default="Europe/Moscow", help="часовой пояс (%(default)s)"
        )
        parser.add_argument("--phone", default="", help="телефон горячей линии")
        parser.add_argument(
            "--hours", default=HOURS, help="её часы, пн–пт (%(default)s)"
        )
        parser.add_argument("--lunch", default=LUNCH, help="её обед (%(default)s)")
        parser.add_argument(
            "--feedback-url",
            default="",
            help="платформа обратной связи вместо нашего сообщения о входе: https://…",
        )

    def handle(self, *args: object, **options: str) -> None:
        """Open it, or refuse with one sentence and exit code 1."""
        wanted = Wanted(
            slug=options["slug"],
            name=options["name"],
            policy_line=options["policy"],
            time_zone=options["time_zone"],
            phone=options["phone"].strip(),
            hours=options["hours"],
            lunch=options["lunch"],
            feedback_url=options["feedback_url"].strip(),
        )
        done = open_region(wanted, at=clock.now())
        if isinstance(done, NotOpened):
            raise CommandError(done.sentence)
        self.stdout.write(f"Регион «{done.name}» открыт, правила «{done.policy_line}».")
