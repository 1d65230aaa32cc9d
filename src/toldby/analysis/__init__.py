"""The stages: pure functions of report, lexicon and parser; `stages.py` lists their order."""
