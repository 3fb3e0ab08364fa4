import io
import json
from json import JSONDecodeError, JSONEncoder

# Writing.
data = {"z": 1, "a": [1.5, None, True, False, "é\n\"q\" \\ / \b\f\r\t\x01\x7f € 😀"], "e": {}, "l": [], "t": (1, (2,))}
print(json.dumps(data))
print(json.dumps(data, ensure_ascii=False))
print(json.dumps(data, indent=2))
print(json.dumps(data, indent=4, ensure_ascii=False, sort_keys=True))
print(json.dumps(data, indent="\t"))
print(json.dumps(data, indent=0))
print(json.dumps(data, separators=(",", ":")))
print(json.dumps(data, separators=(",", ":"), indent=1))
print(json.dumps({"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True))
print(json.dumps({1: "a", None: "b", True: "c", 2.5: "d", "s": "e"}))
print(json.dumps({1: {2: 3}, 10: 1}, indent=1, sort_keys=True))
print(json.dumps([float("nan"), float("inf"), float("-inf"), 1e100, 0.1, 1e16, 1e-7, 123456789.125, 2.0]))
print(json.dumps(10 ** 40), json.dumps(-5), json.dumps("x"), json.dumps(None), json.dumps(True), json.dumps(1.0))
print(json.dumps("\x08\\u0008 \x0c"), json.dumps("\u2028"), json.dumps(""), json.dumps([]), json.dumps({}))
print(json.dumps([[[]], [{}], {"a": [1]}], indent=2))


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y


class Encoder(JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x, "y": o.y}
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)


print(json.dumps([Point(1, 2), {3, 1, 2}], cls=Encoder))
print(json.dumps({"p": Point(1, 2)}, cls=Encoder, indent=2))
print(json.dumps({"p": Point(1, 2)}, default=lambda o: o.__dict__))
print(json.dumps({"s": {1}}, default=str), json.dumps([b"x"], default=lambda b: b.decode()))
print(Encoder().encode({"a": {2, 1}}), "".join(JSONEncoder(indent=1).iterencode([1, {"a": 2}])))
print(json.dumps({(1, 2): 3, "a": 1}, skipkeys=True))


class Name(str):
    pass


class Row(dict):
    pass


print(json.dumps([Name("n"), Row(a=1), Row(b=Name("q"))]), json.dumps(Row(x=[1]), indent=1))

circular = []
circular.append(circular)
for bad, options in [
    (object, {}),
    ({1, 2}, {}),
    (b"bytes", {}),
    ({(1, 2): 3}, {}),
    (1j, {}),
    (float("nan"), {"allow_nan": False}),
    ({"a": [float("inf")]}, {"allow_nan": False}),
    (circular, {}),
    ({"a": 1, 2: 3}, {"sort_keys": True}),
]:
    try:
        print(json.dumps(bad, **options))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

# Reading.
for text in [
    '{"a": [1, 2.5, true, false, null, "x"], "b": {"c": {}}}',
    "[1,2,  3 ]", " \n[ ]\t", '"\\u00e9\\ud83d\\ude00\\n\\/\\b\\f\\r\\t\\"\\\\"', "1e5", "-0", "-1.5E-3", "0",
    '{"dup": 1, "dup": 2}', "[NaN, Infinity, -Infinity]", "123456789012345678901234567890", "1E400", '"é😀"',
    '{"k":"a \\"quoted\\" word, with [brackets] and {braces}: ok"}', '[1.10, 2.50, 1e2]', "[[[[]]]]", '""', "[-0.0]",
    '{\n  "x": "two  spaces",\n  "y": [\n    1,\n    2\n  ]\n}', '["\\\\", "\\\\\\"", "a\\\\\\\\b"]',
]:
    print(repr(json.loads(text)))
print(json.loads(b'{"a": 1}'), json.loads(bytearray(b"[1]")), json.loads("\u00e9".encode().join([b'"', b'"'])) == "é")
for text in [
    "", " ", "{", "[", "[1", "[1,", "[1,]", "[1 2]", "[,1]", "{}{}", '{"a"', '{"a":', '{"a":1', '{"a":1,', '{"a":1,}',
    '{"a" 1}', "{a:1}", "{'a':1}", "{1:2}", "nul", "tru", "True", "None", "01", "1.", "-", "+1", ".5", "1.e5", "[1] x",
    "'a'", '"abc', '"a\tb"', '"a\nb"', '"\\x"', '"\\u12"', '"\\u12G4"', '"\\', '["a", "b\\q"]', "[1,2,3}", '{"a":[1,2}',
    "\n\n  nope", '{"a": 1,\n "b": 2,\n "c" 3}', "é", '["é", é]', "// c", "[1, 2, /* c */ 3]", "```json\n{}\n```", "\ufeff{}",
    '{"a": undefined}', '{"a": 1} // x', "[1,,2]", "-Inf", "nan",
]:
    try:
        print(repr(json.loads(text)))
    except JSONDecodeError as error:
        print(error, "|", error.msg, error.pos, error.lineno, error.colno)
try:
    json.loads("[1")
except ValueError as error:
    print(type(error).__name__, error.doc, isinstance(error, json.JSONDecodeError), json.decoder.JSONDecodeError is JSONDecodeError)
for bad in [None, 5, ["x"]]:
    try:
        json.loads(bad)
    except TypeError as error:
        print(error)

# Hooks.
text = '{"a": {"b": 1.5, "c": 2}, "d": [NaN, 3]}'
print(json.loads(text, object_hook=lambda d: sorted(d)))
print(json.loads(text, object_pairs_hook=lambda pairs: pairs))
print(json.loads(text, parse_float=lambda s: "f" + s, parse_int=lambda s: "i" + s, parse_constant=lambda s: "c" + s))
print(json.loads('"a\tb"', strict=False) == "a\tb")


class Decoder(json.JSONDecoder):
    def __init__(self, **kwargs):
        super().__init__(object_hook=self.hook, **kwargs)

    def hook(self, d):
        return tuple(sorted(d.items()))


print(json.loads('{"b": {"a": 1}}', cls=Decoder))
print(json.JSONDecoder().raw_decode('{"a": 1} rest'), json.JSONDecoder().raw_decode("xx [1] rest", 3), json.JSONDecoder().decode(" [1] "))

# Files.
buffer = io.StringIO()
json.dump({"a": [1, 2], "é": None}, buffer)
print(buffer.getvalue())
buffer = io.StringIO()
json.dump([1, {"x": 2}], buffer, indent=2)
print(buffer.getvalue())
print(json.load(io.StringIO('{"q": [1, 2]}')))
big = {"rows": [{"id": n, "name": "name %d" % n, "score": n / 7, "tags": ["a", "b"]} for n in range(300)]}
print(json.loads(json.dumps(big)) == big, json.loads(json.dumps(big, indent=2)) == big, len(json.dumps(big)))
