"""Who is named in a report: names of packs, composed phrases, names from the text alone."""
