"""The terminal application: panes, commands, key sequences and styles over the dossier and the index."""
