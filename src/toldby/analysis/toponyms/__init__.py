"""What places are named in a report, in which role and how precisely."""
