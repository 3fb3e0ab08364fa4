# linecache: lines of the session's code and files.
def getlines(filename, module_globals=None):
    source = __import_c__("__main__")._sources.get(filename)
    if source is None:
        try:
            with open(filename) as file:
                source = file.read()
        except OSError:
            return []
    lines = source.split("\n")
    last = lines.pop()
    return [line + "\n" for line in lines] + ([last + "\n"] if last else [])


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    pass


def checkcache(filename=None):
    pass
