"""The static site: one folder of pages that open by `file://` with scripts off.

`index` looks things up, `positions`, `matrix`, `lines`, `report_view` and `source_view` say what a page
shows, `marking` sets highlights, `timeline` and `map` draw, `words` and `phrases` hold the wording,
`pages` fill the templates, `write` puts the folder on disk. The desk will serve the same pages.
"""
