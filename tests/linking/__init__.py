"""Linking over whole folders of invented reports."""
