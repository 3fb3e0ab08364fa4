# heapq. The order of equal items is CPython's, so the same comparisons are made in the same places:
# those of MicroPython's C functions are, too.
_c = __import_c__("heapq")
_c_heappop = _c.heappop
heappush = _c.heappush
heapify = _c.heapify


def _sift_down(heap, start, position):
    # Moves an item towards the root.
    item = heap[position]
    while position > start:
        parent_position = (position - 1) >> 1
        parent = heap[parent_position]
        if not item < parent:
            break
        heap[position] = parent
        position = parent_position
    heap[position] = item


def _sift_up(heap, position):
    # Moves the smaller children up all the way, then the item back.
    end = len(heap)
    start = position
    item = heap[position]
    child = 2 * position + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[position] = heap[child]
        position = child
        child = 2 * position + 1
    heap[position] = item
    _sift_down(heap, start, position)


def heappop(heap):
    if not heap:
        raise IndexError("index out of range")
    return _c_heappop(heap)


def heapreplace(heap, item):
    if not heap:
        raise IndexError("index out of range")
    first = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return first


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sift_up(heap, 0)
    return item


def _heapify_max(x):
    x.sort(reverse=True)


def merge(*iterables, key=None, reverse=False):
    iterators = [iter(iterable) for iterable in iterables]
    # One entry for each: [key, number, item, iterator].
    entries = []
    for number, iterator in enumerate(iterators):
        for item in iterator:
            entries.append([item if key is None else key(item), number, item, iterator])
            break
    while entries:
        best = entries[0]
        for entry in entries:
            if (best[0] < entry[0]) if reverse else (entry[0] < best[0]):
                best = entry
        yield best[2]
        for item in best[3]:
            best[2] = item
            best[0] = item if key is None else key(item)
            break
        else:
            entries.remove(best)


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[: max(n, 0)]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[: max(n, 0)]
