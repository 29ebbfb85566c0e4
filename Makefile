# Everything a newcomer types. `make` alone lists the commands.
# Python and its packages live in .venv; nothing is installed outside it, except that `make test` run as root
# on Debian installs the browser that the browser tests drive.

PYTHON ?= python3
BIN := .venv/bin
INSTALLED_FOR_SITE := .venv/installed-for-site
INSTALLED_FOR_TEST := .venv/installed-for-test

.DEFAULT_GOAL := help
.PHONY: help site serve test benchmark benchmark-site browser services validators format lock build clean

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

site: $(INSTALLED_FOR_SITE) ## Install what is needed, convert seeds/ and build the site into site/
	@$(BIN)/sitegen build
	@echo
	@echo "The site is ready: site/index.html"
	@echo "To look at it, type: make serve"
	@echo "(Opened as a file it shows its pages, but search needs the address that make serve prints.)"

serve: $(INSTALLED_FOR_SITE) ## Build, show the site at a local address, rebuild at every change
	@$(BIN)/sitegen serve

test: $(INSTALLED_FOR_TEST) browser services validators ## Check format, lint and types, and run all tests, in a browser too
	@sh .ci/check

browser: ## Find Chromium for the browser tests; as root on Debian, install it
	@sh .ci/browser

services: ## Find rsync, an ssh server and nginx for the publishing tests; as root on Debian, install them
	@sh .ci/services

validators: ## Install axe-core, Lighthouse and the HTML checker for the tests, where npm is there
	@sh .ci/validators

benchmark: $(INSTALLED_FOR_TEST) ## Measure the converter on the corpus of real pages, where that is beside the project
	@$(BIN)/python -m tests.benchmark

benchmark-site: $(INSTALLED_FOR_TEST) browser validators ## Measure a site of 1,000 articles in Chromium with Lighthouse
	@$(BIN)/python -m tests.benchmark.site

format: $(INSTALLED_FOR_TEST) ## Put the code into the house format and mend what ruff can mend
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

lock: $(INSTALLED_FOR_TEST) ## Pin dependencies anew after a change in pyproject.toml (UPGRADE=--upgrade: the newest)
	@sh .ci/lock $(UPGRADE)

build: $(INSTALLED_FOR_SITE) ## Make the wheel and the source archive in dist/
	@$(BIN)/python -m build --no-isolation --outdir dist

clean: ## Remove all that these commands made, except .venv
	@rm -rf site dist .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find sitegen tests -type d -name __pycache__ -prune -exec rm -rf {} +

$(INSTALLED_FOR_SITE): .ci/lock-site.txt .ci/install pyproject.toml
	@sh .ci/install "$(PYTHON)" .ci/lock-site.txt
	@touch $@

# The test lock holds everything of the site's lock in the same versions.
$(INSTALLED_FOR_TEST): .ci/lock.txt .ci/install pyproject.toml
	@sh .ci/install "$(PYTHON)" .ci/lock.txt
	@touch $@ $(INSTALLED_FOR_SITE)
