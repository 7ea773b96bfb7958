# make serve   sets Homestead up in .venv and runs it      (`make help` tells the rest)
.POSIX:
.PHONY: help serve test walk lint check bench docs pyz clean

# make serve ARGS="--port 8000"; make test ARGS="-k history"; PYTHON=/path/to/python3
ARGS =
PYTHON =
ENVIRONMENT = share/build/environment .venv

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s  %s\n", $$1, $$2 }' Makefile

serve: ## set Homestead up here and run it: http://127.0.0.1:7410
	@$(ENVIRONMENT) core "$(PYTHON)"
	@.venv/bin/homestead serve $(ARGS)

test: ## set the tests up and run them on every Python 3.11 to 3.14 there is
	@PYTHON="$(PYTHON)" .ci/tests $(ARGS)

walk: ## do in a real browser what people do, and look at every page there
	@$(ENVIRONMENT) test "$(PYTHON)"
	@.venv/bin/python -m pytest -q -n 2 -m walk $(ARGS) </dev/null

lint: ## form, rules, types and the import contracts
	@$(ENVIRONMENT) dev "$(PYTHON)"
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports

check: lint test walk ## every gate there is: lint, test and walk

bench: ## measure what this machine does; compare figures of one run only
	@$(ENVIRONMENT) test "$(PYTHON)"
	@$(MAKE) -s ARGS= pyz
	@.venv/bin/python tests/bench $(ARGS)

docs: ## write the manual page, command list and completions anew from the program
	@$(ENVIRONMENT) core "$(PYTHON)"
	@.venv/bin/python share/build/manual.py

pyz: ## build dist/homestead.pyz, the single file that needs nothing but Python
	@$(ENVIRONMENT) core "$(PYTHON)"
	@others=$$(share/build/environments core) && \
	.venv/bin/python share/build/pyz.py $(ARGS) $$others

clean: ## remove all that make has made, the environments too; never a home
	rm -rf .venv .venv-3.* dist .hypothesis .*_cache
	find homestead tests share -name __pycache__ -type d -prune -exec rm -rf {} +
