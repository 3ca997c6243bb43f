# Paramountcy. `make` alone lists what there is. On a machine without make, the README says what each does.

.DEFAULT_GOAL := list
.PHONY: list install demo demo-check test test-all check fix test-postgres test-newer audit peer bench fuzz docs clean

UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
# A council's network may look into TLS with a certificate of its own, which the system knows.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
PY := .venv/bin/python
RUN := .venv/bin/paramountcy

list: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.uv/bin/uv:
	python3 -m venv .uv
	.uv/bin/pip install --quiet 'uv>=0.8'

.venv/installed: pyproject.toml uv.lock $(if $(findstring .uv,$(UV)),.uv/bin/uv)
	$(UV) sync --locked --all-extras --compile-bytecode --quiet
	@touch $@

LOOK := src/paramountcy/publication/look
STYLE := $(LOOK)/built/paramountcy.css

# Where npm packages can't be had this says so, and the rest goes on: only publishing needs the stylesheet.
$(STYLE): $(LOOK)/package.json $(LOOK)/package-lock.json $(wildcard $(LOOK)/*.scss) $(LOOK)/icon.svg $(LOOK)/build.py
	@UV=$(UV) $(firstword $(wildcard $(PY)) python3) $(LOOK)/build.py || true

install: .venv/installed $(STYLE) ## make .venv with all that a developer needs

.venv/usable: pyproject.toml uv.lock $(if $(findstring .uv,$(UV)),.uv/bin/uv)
	$(UV) sync --locked --no-dev --inexact --extra publish --extra web --compile-bytecode --quiet
	@touch $@

demo: .venv/usable $(STYLE) ## imagine an authority: check its return, report, publish, and show all that and the web application
	@$(PY) -m paramountcy demo

demo-check: .venv/usable $(STYLE) ## the same, and make sure that it worked
	@$(PY) -m paramountcy demo --check

test: install ## the tests that a change should pass before it is committed
	$(PY) -m pytest -q -n 2 --dist loadfile -m 'not slow'

test-all: test ## every test: those, and then the slow ones
	$(PY) -m pytest -q -n 2 --dist loadfile -m slow

test-postgres: install ## the tests of the web application on PostgreSQL: a server of their own
	$(PY) -m tests.web.postgres $(PY) -m pytest -q -n 2 --dist loadfile -m 'not slow' tests/web

# The lock has Django 6.1 for Python 3.12 and later.
NEWER := $(firstword $(wildcard /usr/bin/python3.13 /usr/local/bin/python3.13 $(HOME)/.pyenv/versions/3.13.*/bin/python3.13))

test-newer: install ## the tests of the web application on Python 3.13 with Django 6.1, where that Python is
	@if [ -z "$(NEWER)" ]; then echo "There is no Python 3.13 on this machine: nothing was tested."; else \
	UV_PROJECT_ENVIRONMENT=.venv-newer $(UV) sync --locked --extra web --extra publish --quiet --python "$(NEWER)" && \
	.venv-newer/bin/python -m pytest -q -n 2 --dist loadfile -m 'not slow' tests/web; fi

check: install ## lint, types, the plan of the house, the generated pages; changes nothing
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/ty check src
	PARAMOUNTCY_DATA=$(CURDIR)/build/check .venv/bin/mypy
	.venv/bin/lint-imports --no-logo
	$(PY) docs/build.py --check
	@$(MAKE) --no-print-directory audit

audit: install ## look for known weaknesses in what is installed, where a list of them can be reached
	@UV_HTTP_RETRIES=0 $(UV) audit --locked --preview-features audit-command; code=$$?; \
	[ $$code -ne 2 ] || { echo "No list of known weaknesses was reached: nothing was audited."; exit 0; }; exit $$code

fix: install ## repair what a machine can repair, and build the generated pages
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	$(PY) docs/build.py

docs: install ## build the generated pages
	$(PY) docs/build.py

peer: install ## put the peer into an environment of its own, to be measured beside
	$(PY) -c 'from bench import peer; peer.install()'

bench: install ## measure speed, beside the peer where there is one; writes docs/benchmarks*.md
	$(PY) -m bench.run
	$(PY) -m bench.evidence
	$(PY) -m bench.web

fuzz: install ## 20,000 broken files
	$(PY) tests/returns/fuzz.py --count 20000

clean: ## remove what was installed and built here
	rm -rf .venv .venv-newer .uv .peer dist build $(dir $(STYLE)) .pytest_cache .ruff_cache .hypothesis
