"""Where sentences end, and how a sentence is handed to a parser with its quotations masked."""
