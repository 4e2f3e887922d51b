# Everyday commands. `make help` lists them; every one brings the machine to where it can run first.
SHELL := /bin/bash
# ONNX Runtime must not call home.
export ORT_DISABLE_TELEMETRY := 1
.DEFAULT_GOAL := help
.PHONY: help setup demo test looks chaos soak fuzz check format clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing, build, make the default model
	@scripts/bootstrap.sh

demo: ## three simulated cameras, the whole product, a dashboard; ONCE=1 runs once and ends with one JSON line
	@scripts/bootstrap.sh
	@exec node dist/cli/main.js demo $(if $(ONCE),--once)

test: ## format, lint, types, unit, integration and browser tests
	@scripts/test.sh

chaos: ## break every part of the whole product, 20 seeds in a row (an hour); SEED=1 SEEDS=20 KEEP=folder
	@scripts/bootstrap.sh
	@exec node dist/cli/main.js bench chaos --seed $(or $(SEED),1) --seeds $(or $(SEEDS),20) $(if $(KEEP),--keep $(KEEP))

soak: ## the whole product for a long time with a fault now and then: what grows? MINUTES=60 SEED=1 CAMERAS= KEEP=folder
	@scripts/bootstrap.sh
	@exec node dist/cli/main.js bench soak --minutes $(or $(MINUTES),60) --seed $(or $(SEED),1) $(if $(CAMERAS),--cameras $(CAMERAS)) $(if $(KEEP),--keep $(KEEP))

fuzz: ## damaged and hostile inputs for every door; SEED=1 INPUTS=100000 TARGET=names KEEP=folder
	@scripts/bootstrap.sh
	@exec node dist/cli/main.js bench fuzz --seed $(or $(SEED),1) --inputs $(or $(INPUTS),100000) $(if $(TARGET),--target $(TARGET)) $(if $(KEEP),--keep $(KEEP))

looks: ## every page in every language, theme and size (about 10 minutes; `make test` takes a few of each)
	@scripts/bootstrap.sh
	@ALL_LOOKS=1 node_modules/.bin/vitest run --project integration dashboard/looks dashboard/map/map-looks

check: ## format, lint, types
	@scripts/bootstrap.sh
	@npm run --silent check

format: ## put all sources into shape
	@npm run --silent format

clean: ## remove what the build and the tests leave behind; packages and models stay
	@rm -rf dist .cache
