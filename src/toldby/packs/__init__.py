"""Reviewed words as files: read, check, compile and load language and region packs."""
