"""What a ledger is written as."""
