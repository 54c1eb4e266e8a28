"""The three outcomes as a page and a sheet show them: figures, plots, sentences. Nothing here asks the database."""
