"""Adapters of the Syntax port."""
