"""Quantities and counts of people and things (`linking.md` 8, `incidents.md` 3)."""
