"""The static site: one folder of pages that open by `file://` with scripts off.

`views` turn a ledger into what a page shows, `timeline` and `map` draw, `pages` fill the templates,
`write` puts the folder on disk. The desk will serve the same pages.
"""
