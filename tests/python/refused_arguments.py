# What built-in functions, methods and operators say of arguments that do not do.
def told(use):
    try:
        print(repr(use()))
    except Exception as error:
        print("%s: %s" % (type(error).__name__, error))


people = [{"name": "Al", "age": 30}, {"name": "Di", "age": None}]
for use in (
    lambda: round("1.5"),
    lambda: round(None, 1),
    lambda: round(1.5, "a"),
    lambda: pow(2.0, 3, 5),
    lambda: pow(2, 3, 0),
    lambda: "a".split(1),
    lambda: "a".rstrip(1),
    lambda: ",".join(5),
    lambda: ",".join([1]),
    lambda: sorted([1, "a"], key=str.lower),
    lambda: str.upper(),
    lambda: list.append(1, 2),
    lambda: int.bit_length(True),
    lambda: 1 in 5,
    lambda: "a" not in None,
    lambda: people[: len(people) / 2],
    lambda: "abc"[1.5:],
    lambda: (1, 2)["a":],
    lambda: range(5)[:[]],
    lambda: [1, 2, 3][False:True],
    lambda: range(0)[0],
    lambda: b""[0],
    lambda: bin("a"),
    lambda: isinstance(1j),
    lambda: len(...),
    lambda: f"{5:,b}",
    lambda: f"{5:,n}",
    lambda: f"{'a': 5}",
    lambda: f"{'a':#5}",
    lambda: f"{5:.1q}",
    lambda: f"{'a':,}",
    lambda: "{!z}".format(1),
    lambda: sorted(people),
    lambda: max(people, key="age"),
    lambda: people["name"],
    lambda: sum(["a", "b"]),
):
    told(use)
