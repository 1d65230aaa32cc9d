# toldby: recipes for developers; `just` lists them

default:
    @just --list

# the gate: everything that must hold before a commit that matters
check: format-check lint types imports packs test

format:
    ruff format src tests training
    ruff check --fix src tests training

format-check:
    ruff format --check src tests training

lint:
    ruff check src tests training
    codespell README.md ARCHITECTURE.md CHANGES.md docs src tests

types:
    mypy

imports:
    lint-imports

# the shipped packs, levels 1 to 8
packs:
    toldby pack check

# all tests, or those of PATH
test *PATH:
    pytest -n 2 {{PATH}}

# accuracy floors on the gold sets (needs TOLDBY_SHARED)
gate:
    pytest tests/gate

# what a sentence gives
try SENTENCE:
    toldby pack try en "{{SENTENCE}}"

demo:
    toldby demo

# measurements for docs/benchmarks.md (needs TOLDBY_SHARED)
bench *ARGS:
    python benchmarks/figures.py {{ARGS}}
