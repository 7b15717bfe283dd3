"""The command line: through rich for people at a terminal, plain in a pipe, ``--json`` for programs.

Nothing of Textual is imported here; the app is opened by a function that the caller hands in.
"""
