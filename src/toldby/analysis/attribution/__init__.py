"""The parts of the attribution stage; `analysis.attribute` is its face."""
