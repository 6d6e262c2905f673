"""Pages, static files, languages and the headers that go with every answer."""
