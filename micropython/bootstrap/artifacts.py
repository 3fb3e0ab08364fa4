# Artifacts: named texts that the user gave or is to get. They are the files right in `/artifacts`;
# what a step has changed there is told to the page when the step is through.
import uctypes

_ARTIFACTS = "/artifacts/"


class _Artifacts:
    # The files as a dict of texts.
    def __init__(self):
        self._told = {}  # {name: (node, version)}: as the page knows them
        self.limit = 0  # bytes of all, and how many there may be; set by run.py
        self.count = 0

    def _nodes(self):
        start = len(_ARTIFACTS)
        return {
            path[start:]: node
            for path, node in _files._nodes.items()
            if path.startswith(_ARTIFACTS) and "/" not in path[start:] and node.data is not None
        }

    def _node(self, name):
        node = self._nodes().get(name) if isinstance(name, str) else None
        if node is None:
            raise KeyError(name)
        return node

    def __getitem__(self, name):
        node = self._node(name)
        try:
            return bytes(node.data[: node.size]).decode()
        except UnicodeError:
            raise ValueError("%s holds bytes that are no text; read it with open(%r, 'rb')" % (name, _ARTIFACTS + name))

    def __setitem__(self, name, text):
        if not isinstance(name, str):
            raise TypeError("the name of an artifact must be str, not %s" % type(name).__name__)
        if not isinstance(text, str):
            raise TypeError(
                "an artifact must be text (str), not %s; convert it first, as in json.dumps(data) or data.decode()"
                % type(text).__name__
            )
        if not name or len(name) > 100 or name.strip() != name or name in (".", "..") or _has_any(name, "/\\\0\n\r\t"):
            raise ValueError("%r cannot be the name of an artifact: one line of up to 100 characters without a slash" % name)
        content = text.encode()
        nodes = self._nodes()
        old = nodes.get(name)
        total = sum([node.size for node in nodes.values()]) - (old.size if old else 0) + len(content)
        if total > self.limit:
            raise ValueError("artifacts may take %d bytes in all, this would make it %d" % (self.limit, total))
        if old is None and len(nodes) >= self.count:
            raise ValueError("there may be %d artifacts; take some away with `del artifacts[name]`" % self.count)
        if _ARTIFACTS[:-1] not in _files._nodes:
            _files.mkdir(_ARTIFACTS[:-1])
        with _files.open(_ARTIFACTS + name, "wb") as file:
            file.write(content)

    def __delitem__(self, name):
        self._node(name)
        _files.remove(_ARTIFACTS + name)

    def __contains__(self, name):
        return name in self._nodes()

    def __iter__(self):
        return iter(self.keys())

    def __len__(self):
        return len(self._nodes())

    def keys(self):
        return list(self._nodes())

    def values(self):
        return [self[name] for name in self.keys()]

    def items(self):
        return [(name, self[name]) for name in self.keys()]

    def get(self, name, default=None):
        return self[name] if name in self else default

    def pop(self, name, *default):
        if default and name not in self:
            return default[0]
        text = self[name]
        del self[name]
        return text

    def update(self, others=(), **more):
        for name, text in list(dict(others).items()) + list(more.items()):
            self[name] = text

    def __repr__(self):
        inner = ["%r: <%d bytes of text>" % (name, node.size) for name, node in self._nodes().items()]
        return "{%s}" % ", ".join(inner)

    def added(self, path, node):
        # The page has put a file there, which it knows.
        name = path[len(_ARTIFACTS) :]
        if path.startswith(_ARTIFACTS) and "/" not in name:
            self._told[name] = (node, node.version)

    def tell(self):
        # Tells the page what is not as it knows it.
        nodes = self._nodes()
        told = self._told
        for name in [name for name in told if name not in nodes]:
            _ask("artifact", _dumps({"name": name}))
            del told[name]
        total = 0
        for name, node in nodes.items():
            total += node.size
            known = told.get(name)
            if known is not None and known[0] is node and known[1] == node.version:
                continue
            place = {"name": name, "address": uctypes.addressof(node.data), "length": node.size}
            if total > self.limit:
                taken, reason = False, "artifacts may take %d bytes in all" % self.limit
            else:
                taken, reason = _ask("artifact", _dumps(place))
            if not taken:
                print("/artifacts/%s is a file, but no artifact: %s" % (name, reason), file=sys.stderr)
                if known is not None:
                    _ask("artifact", _dumps({"name": name}))
            told[name] = (node, node.version)


def _has_any(text, characters):
    return any(character in text for character in characters)


_artifacts = _Artifacts()
