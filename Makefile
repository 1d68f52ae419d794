# The doors of the project; docs/doors.md tells what each promises.
# Under every door: .venv made from the lock with hashes, by launcher/installing.py.

PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo $$each && break; done)
ifeq ($(PYTHON),)
$(error Нужен Python 3.11 или новее: поставьте его и повторите)
endif

RUN := @$(PYTHON) -m launcher.installing requirements.txt && exec .venv/bin/python
DEV := $(PYTHON) -m launcher.installing requirements-dev.txt
SOURCES := school esia oidc sandbox launcher tests conftest.py manage.py
LOCK := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header \
	--quiet --python-version 3.11

.PHONY: run serve test check bench bench-region bench-desk bench-kill bench-attack \
	bench-slow bench-matching bench-logins bench-cards bench-recovering bench-import \
	lock clean

run:
	$(RUN) -m launcher

serve:
	$(RUN) -m launcher serve

test:
	@$(DEV)
	@.venv/bin/python -m launcher.equipping
	@env -u PYTHONDONTWRITEBYTECODE .venv/bin/python -m pytest --numprocesses 3

check:
	@$(DEV)
	@.venv/bin/python -m launcher.pinning requirements.txt requirements-dev.txt
	@.venv/bin/python -m launcher.pinning tests/foreign/requirements.txt
	@.venv/bin/ruff format --check --quiet --exclude '*.md' $(SOURCES)
	@.venv/bin/ruff check --quiet $(SOURCES)
	@.venv/bin/lint-imports --no-logo
	@.venv/bin/python -m launcher within .venv/bin/mypy
	@.venv/bin/python -m launcher within .venv/bin/python manage.py makemigrations --check --dry-run
	@.venv/bin/python -m launcher within .venv/bin/python manage.py check --fail-level WARNING
	@.venv/bin/python -m launcher within .venv/bin/python -m launcher.compiling

bench:
	@$(DEV)
	@.venv/bin/python -m tests.bench

bench-kill:
	@$(DEV)
	@.venv/bin/python -m tests.bench.surviving

bench-attack:
	@$(DEV)
	@.venv/bin/python -m tests.attacking

bench-matching:
	@$(DEV)
	@.venv/bin/python -m tests.matching

bench-logins:
	@$(DEV)
	@.venv/bin/python -m tests.bench.logins

bench-cards:
	@$(DEV)
	@.venv/bin/python -m tests.bench.cards

bench-recovering:
	@$(DEV)
	@.venv/bin/python -m tests.bench.recovering

bench-import:
	@$(DEV)
	@.venv/bin/python -m tests.bench.importing

bench-slow:
	@$(DEV)
	@.venv/bin/python -m tests.bench.slow

# Other sizes by hand: make bench-region STUDENTS="1000 145000".
STUDENTS := 1000 20000

bench-region:
	@$(DEV)
	@.venv/bin/python -m tests.bench.region $(STUDENTS)

bench-desk: STUDENTS := 130000
bench-desk:
	@$(DEV)
	@.venv/bin/python -m tests.bench.desk $(STUDENTS)

lock:
	@command -v uv >/dev/null || { echo "Нужна программа uv: поставьте её и повторите."; exit 1; }
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt
	@$(LOCK) tests/foreign/requirements.in -o tests/foreign/requirements.txt

clean:
	@test ! -e var/run.json || { echo "Сначала остановите make run."; exit 1; }
	@$(PYTHON) -m launcher.lodging var var/test var/test/debian
	@rm -rf var .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
