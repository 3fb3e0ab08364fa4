# What is shown to the user: `display` and `plot` are there without an import, and loaded when they are
# first used.
def display(*values, title=None, columns=None, alt=None):
    # Shows values: lists of dicts as tables, text as Markdown, bytes as pictures, the rest as data.
    _load("_display").display(values, title, columns, alt)


class _Plot:
    # The module `plot`.
    def __getattr__(self, name):
        return getattr(_load("plot"), name)

    def __dir__(self):
        return dir(_load("plot"))

    def __repr__(self):
        return "<module 'plot'>"


builtins.display = display
builtins.plot = _Plot()
