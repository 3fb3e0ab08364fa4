# What the page does with files, while no code runs. Contents go between a bytearray's memory and the
# page without a copy in Python.
import uctypes


def _serve(job):
    # Called in a job's place; see src/sandbox/child/filing.rs.
    operation = job["files"]
    try:
        path = operation.get("path")
        kind = operation["type"]
        if kind == "list":
            end = {"type": "listed", "files": _listed()}
        elif kind == "read":
            _give(path)
            end = {"type": "content"}
        else:
            if kind == "add":
                _add(path, job["bytes"])
            else:
                _files.remove(path)
            end = {"type": "changed"}
        end = {"Ok": end}
    except _FileError as error:
        end = {"Err": "%s: %s" % (error.strerror, error.filename)}
    except MemoryError:
        end = {"Err": "there is no memory left for it"}
    _ask("end", _dumps(end))


def _listed():
    return [
        {"path": path, "bytes": node.size, "modified": node.modified}
        for path, node in _files._nodes.items()
        if node.data is not None
    ]


def _give(path):
    node = _files._node(path)
    if node.data is None:
        raise IsADirectoryError(21, "Is a directory", path)
    given, reason = _ask("give", "%d %d" % (uctypes.addressof(node.data), node.size))
    if not given:
        raise _FileError(5, reason, path)


def _add(path, size):
    # The file that is there stays as it is until the new one is whole.
    old = _files._nodes.get(path)
    if old is not None and old.data is None:
        raise IsADirectoryError(21, "Is a directory", path)
    more = size - (old.size if old else 0)
    _files.check_room(more, path)
    _make_parents(path)
    node = _Node(bytearray(size), _now())
    node.size = size
    taken, reason = _ask("take", str(uctypes.addressof(node.data)))
    if not taken:
        raise _FileError(5, reason, path)
    if old:
        old.linked = False
    _files._nodes[path] = node
    _files._used += more
    _artifacts.added(path, node)


def _make_parents(path):
    directory = _parent(path)
    node = _files._nodes.get(directory)
    if node is None:
        _make_parents(directory)
        _files.mkdir(directory)
    elif node.data is not None:
        raise NotADirectoryError(20, "Not a directory", path)
