"""Where reports come from: folders of text, Markdown and HTML files with an optional sidecar."""
