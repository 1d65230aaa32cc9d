# toldby: recipes for developers; `just` lists them

default:
    @just --list

# the gate: everything that must hold before a commit that matters
check: format-check lint types imports packs test

format:
    ruff format src tests training benchmarks
    ruff check --fix src tests training benchmarks

format-check:
    ruff format --check src tests training benchmarks

lint:
    ruff check src tests training benchmarks
    codespell README.md ARCHITECTURE.md CHANGES.md docs src tests

types:
    mypy

imports:
    lint-imports

# the shipped packs, levels 1 to 8
packs:
    toldby pack check || [ $? -eq 3 ]  # 3 = warnings alone

# all tests, or those of PATH
test *PATH:
    pytest -n 2 --dist loadscope {{PATH}}

# accuracy floors on the gold sets (needs TOLDBY_SHARED)
gate:
    pytest tests/gate

# today's figures as floors: they rise; --lower lets them sink
pin *ARGS:
    python -m tests.gate.pin {{ARGS}}

# what a sentence gives
try SENTENCE:
    toldby pack try en "{{SENTENCE}}"

demo:
    toldby demo

# golden files of every format anew, after a wanted change; read the difference
golden-formats:
    python -m tests.adapters.exports.golden_files

# FollowTheMoney's own library, to check that format (compiles PyICU: apt-get install libicu-dev pkg-config g++)
ftm:
    python -m pip install --quiet --require-hashes -r requirements/ftm.lock
    pytest tests/adapters/exports/test_ftm.py

# measurements for docs/benchmarks.md (needs TOLDBY_SHARED)
bench *ARGS:
    python -m benchmarks.figures {{ARGS}}
