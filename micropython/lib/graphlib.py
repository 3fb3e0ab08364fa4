# graphlib.
class CycleError(ValueError):
    pass


class TopologicalSorter:
    def __init__(self, graph=None):
        self._predecessors = {}  # of each node how many are not done
        self._successors = {}
        self._ready = None
        self._out = 0
        self._done = 0
        for node, predecessors in (graph or {}).items():
            self.add(node, *predecessors)

    def _node(self, node):
        if node not in self._successors:
            self._successors[node] = []
            self._predecessors[node] = 0

    def add(self, node, *predecessors):
        if self._ready is not None:
            raise ValueError("Nodes cannot be added after a call to prepare()")
        self._node(node)
        self._predecessors[node] += len(predecessors)
        for predecessor in predecessors:
            self._node(predecessor)
            self._successors[predecessor].append(node)

    def prepare(self):
        if self._ready is not None:
            raise ValueError("cannot prepare() more than once")
        self._ready = [node for node, count in self._predecessors.items() if count == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError("nodes are in a cycle", cycle)

    def _find_cycle(self):
        seen = set()
        for start in self._successors:
            if start in seen:
                continue
            path = []
            places = {}
            pending = []
            node = start
            while True:
                if node in seen:
                    if node in places:
                        return path[places[node] :] + [node]
                else:
                    seen.add(node)
                    pending.append(iter(self._successors[node]))
                    places[node] = len(path)
                    path.append(node)
                node = None
                while path:
                    node = next(pending[-1], places)
                    if node is not places:
                        break
                    del places[path.pop()]
                    pending.pop()
                if not path:
                    break
        return None

    def get_ready(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        ready = tuple(self._ready)
        for node in ready:
            self._predecessors[node] = -1
        self._ready = []
        self._out += len(ready)
        return ready

    def is_active(self):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        return self._done < self._out or bool(self._ready)

    __bool__ = is_active

    def done(self, *nodes):
        if self._ready is None:
            raise ValueError("prepare() must be called first")
        for node in nodes:
            count = self._predecessors.get(node)
            if count is None:
                raise ValueError("node %r was not added using add()" % (node,))
            if count != -1:
                if count >= 0:
                    raise ValueError("node %r was not passed out (still not ready)" % (node,))
                raise ValueError("node %r was already marked done" % (node,))
            self._predecessors[node] = -2
            for successor in self._successors[node]:
                self._predecessors[successor] -= 1
                if self._predecessors[successor] == 0:
                    self._ready.append(successor)
            self._done += 1

    def static_order(self):
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            for node in group:
                yield node
            self.done(*group)
