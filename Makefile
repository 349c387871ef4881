# Konkurs: the commands. `make help` lists them.
PORT ?= 8000
PYTHON ?= python3
WORKERS ?= 2
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help env demo demo-reset port test lint format messages lock

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

env: .venv/runtime  ## the environment (.venv) from the hashed lock

demo: export SITE_URL := http://localhost:$(PORT)
demo: export LOG_LEVEL := WARNING
demo: port .venv/runtime .env var/static/staticfiles.json  ## a running portal with demonstration data; PORT=8000 chooses the port
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py demo --address $$SITE_URL
	@$(BIN)/gunicorn portal.wsgi --worker-class portal.serving.Worker --bind 127.0.0.1:$(PORT) --threads 8 --log-level warning

demo-reset: port  ## throw the demonstration's data away and begin anew
	@rm -rf var
	@$(MAKE) --no-print-directory demo

port:
	@$(PYTHON) -c 'import socket; socket.create_server(("127.0.0.1", $(PORT)))' 2>/dev/null || \
		{ echo "Port $(PORT) is taken or cannot be used. Choose another: make $(MAKECMDGOALS) PORT=8001"; exit 1; }

test: .venv/dev lint  ## all tests and checks; DATABASE_URL chooses PostgreSQL
	$(BIN)/python -m pytest -n $(WORKERS)

lint: .venv/dev  ## style, types, imports and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')

format: .venv/dev  ## put code and templates in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

messages: .venv/dev  ## collect the texts to translate and compile the translations (needs gettext)
	$(BIN)/python manage.py makemessages --locale ru --no-obsolete --no-wrap --add-location file --ignore .venv --ignore var --ignore tests
	$(BIN)/python manage.py compilemessages --locale ru --ignore .venv

lock: .venv/dev  ## new versions within the ranges of pyproject.toml, hashed
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --no-annotate --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra demo pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile --quiet --upgrade --universal --no-annotate --generate-hashes --no-emit-index-url --custom-compile-command "make lock" --extra demo --group dev pyproject.toml -o requirements-dev.txt

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/runtime: requirements.txt | .venv/bin/python
	@echo "Installing what the portal needs (once, about a minute) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/dev: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need (once, a minute or two) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# Style sheets and pictures, under names that change with them.
var/static/staticfiles.json: .venv/runtime $(shell find portal/static -type f) | .env
	@$(BIN)/python manage.py collectstatic --no-input --verbosity 0

# Keys of this machine alone. Without this file the portal is not in demonstration mode.
.env: | .venv/runtime
	@$(BIN)/python -c 'import secrets; print("DEMO=1", *(f"{name}={secrets.token_urlsafe(48)}" for name in ("SECRET_KEY", "SEAL_KEY")), sep="\n")' > $@
