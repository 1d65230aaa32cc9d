"""Rules that tell the parts of a report apart, one subject a module; `analysis.zones` puts them in order."""
