"""Scores a ledger, or the engine itself, against gold files (`toldby eval`).

Each module states its rules at the top; the figures equal those of the reference scorers, which a
test checks on the same files.
"""
