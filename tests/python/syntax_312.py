# Syntax of CPython 3.12: what is expected was worked out by hand.
x, y, d = 3, 2.5, {"a": 1}
def identity[T](v: T) -> T: return v
class Box[T]:
    def __init__(self, item: T): self.item = item
class Pair[K, V](Box[K]):
    pass
type Alias = list[int]
type Generic[T] = dict[str, T]
print(identity(3), Box[int](4).item, Alias, Pair[int, str](5).item)
print(f"{'nested ' + f'{x} and {f"{y}"}'}", f"{d["a"]}", f"{f"{f"{x}"}"}", f"{"\n".join(["a", "b"])}")
print(f"{
    x  # a comment
    + 1
}")
