# Slipway from its source tree. `make help` says what there is.
# Every target first sees to it that the machine has what it needs (scripts/setup).

.PHONY: help demo test prove bench bench-console bench-language bench-lists lint format clean
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ': .*## ' '/^[a-z-]+:.*## /{ printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## an image push becomes a rollout, live, on this machine alone (ONCE=1: exit when both are rolled out)
	@scripts/setup demo
	@echo "Building Slipway, unless the last build is still good"
	@./slipway demo $(if $(ONCE),--once)

test: ## build everything and run every test
	@scripts/setup test
	@scripts/test

prove: ## the tests in their long forms
	@scripts/setup test
	@SLIPWAY_PROVE=1 scripts/test

bench: ## the figures of the performance budget, each beside a control of the same run (QUICK=1: in short)
	@scripts/setup test bench
	@dotnet run -c Release --project bench/Slipway.Bench -- $(if $(QUICK),--quick)

bench-console: ## how soon pages of 100,000 executions are painted and answer, and the memory of 200 open ones (QUICK=1: in short)
	@scripts/setup test bench
	@dotnet run -c Release --project bench/Slipway.Bench -- --only console $(if $(QUICK),--quick)

bench-language: ## what reading, checking, binding and writing a pipeline costs
	@scripts/setup demo
	@dotnet run -c Release --project bench/Slipway.Pipelines.Bench

bench-lists: ## listing and filtering 1,000,000 executions and 100,000 events (PLANS=1: with the query plans)
	@scripts/setup test
	@dotnet run -c Release --project bench/Slipway.Storage.Bench -- $(if $(PLANS),--plans)

lint: ## is the code formatted as .editorconfig says?
	@dotnet format Slipway.slnx --verify-no-changes

format: ## format it
	@dotnet format Slipway.slnx

clean: ## remove what was built
	@rm -rf artifacts
