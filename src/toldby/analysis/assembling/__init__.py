"""Propositions of claims: slots resolved, status decided, what is not coded listed with its reason."""
