import csv
import io
from csv import DictReader, DictWriter


def show(text, **options):
    try:
        print(list(csv.reader(io.StringIO(text), **options)))
    except (csv.Error, ValueError, TypeError) as error:
        print(type(error).__name__, error)


show("a,b,c\n1,2,3\n")
show("a,b,c\r\n1,,3\r\n\r\nx\r\n")
show('a,"b, c","d ""quoted"" e"\n"line\nbreak",2,""\n')
show('"a"b,c\n')
show('a"b,c"\n')
show("a;b;c\n1;2;3", delimiter=";")
show("a\tb\n", dialect="excel-tab")
show("a, b, \"c, d\"\n", skipinitialspace=True)
show("a, b, \"c, d\"\n")
show("'a,b',c\n", quotechar="'")
show("a\\,b,c\n", escapechar="\\")
show('"a\\"b",c\n', escapechar="\\", doublequote=False)
show('1,"2",3.5\n', quoting=csv.QUOTE_NONNUMERIC)
show('"x",2\nabc,1\n', quoting=csv.QUOTE_NONNUMERIC)
show('a,"b"\n', quoting=csv.QUOTE_NONE)
show('"unended\nfield')
show('"unended\nfield', strict=True)
show('"a"b,c', strict=True)
show("é,ü\n😀,x\n")
show("a,b\n", delimiter="ab")
show("a,b\n", dialect="nope")
show("a,b\n", quoting=9)
show("a,b\n", foo=1)
show("")
show("\n\n")
show('""\n')
show(",\n")
show("a,b")
show('"a",\n')
show('a,"b\r\nc"\r\nd,e\r\n')
for lines in [["a,b", "c,d"], [b"a,b"], ["a\rb,c"]]:
    try:
        print(list(csv.reader(lines)))
    except csv.Error as error:
        print("Error", error)
reader = csv.reader(["a,b", '"c', 'd",e', "f,g"])
for row in reader:
    print(reader.line_num, row)
print(next(csv.reader(["h1,h2", "1,2"])))


def written(rows, **options):
    buffer = io.StringIO()
    writer = csv.writer(buffer, **options)
    try:
        writer.writerows(rows)
    except (csv.Error, ValueError, TypeError) as error:
        print(type(error).__name__, error)
    print(repr(buffer.getvalue()))


rows = [["a", 1, 2.5, None, True], ["b, c", 'say "hi"', "two\nlines", "", " sp "], [""], [], [None], ["", ""]]
written(rows)
written(rows, delimiter="\t", lineterminator="\n")
written(rows, quoting=csv.QUOTE_ALL)
written(rows, quoting=csv.QUOTE_NONNUMERIC)
written([["a,b", "c"]], quoting=csv.QUOTE_NONE)
written([["a,b", 'c"d']], quoting=csv.QUOTE_NONE, escapechar="\\")
written([['a"b']], doublequote=False, escapechar="\\")
written([['a"b']], doublequote=False)
written([[""]], quoting=csv.QUOTE_NONE)
written([["a'b", "c"]], quotechar="'")
written([["x", "y;z"]], delimiter=";")
written([5])
written([["ab\rc", "d\ne"]], lineterminator="\n")
written([(n for n in range(3)), {"k": 1}, "str", range(2)])
written([["é", "😀,"]], dialect="unix")
buffer = io.StringIO()
print(csv.writer(buffer).writerow(["a", "bc"]), repr(buffer.getvalue()))

text = "name,age,city\nAnna,31,Paris\nBob,,Rome\nCy,7\nDi,8,Bern,extra,more\n\n"
for row in DictReader(io.StringIO(text)):
    print(dict(row))
print([dict(r) for r in DictReader(io.StringIO("1,2\n"), fieldnames=["a", "b", "c"], restval="-")])
print([dict(r) for r in DictReader(["a;b", "1;2;3"], delimiter=";", restkey="rest")])
reader = DictReader(io.StringIO(text))
print(reader.fieldnames, reader.line_num, next(reader)["age"], reader.line_num)
buffer = io.StringIO()
writer = DictWriter(buffer, fieldnames=["name", "n"], lineterminator="\n")
writer.writeheader()
writer.writerow({"name": "x, y", "n": 1})
writer.writerows([{"name": "z"}, {"n": 3}])
try:
    writer.writerow({"name": 1, "other": 2})
except ValueError as error:
    print(error)
print(repr(buffer.getvalue()))
buffer = io.StringIO()
DictWriter(buffer, ["a"], extrasaction="ignore", restval="?").writerows([{"a": 1, "b": 2}, {}])
print(repr(buffer.getvalue()))
try:
    DictWriter(buffer, ["a"], extrasaction="no")
except ValueError as error:
    print(error)


class Pipes(csv.Dialect):
    delimiter = "|"
    quotechar = '"'
    lineterminator = "\n"
    quoting = csv.QUOTE_MINIMAL


csv.register_dialect("pipes", Pipes)
csv.register_dialect("semi", delimiter=";", quoting=csv.QUOTE_ALL)
print(csv.list_dialects(), csv.get_dialect("pipes").delimiter, csv.get_dialect("semi").quoting)
show("a|b,c", dialect="pipes")
show("a|b,c", dialect=Pipes)
written([["a|b", 1]], dialect=Pipes)
written([["a", 1]], dialect="semi")
csv.unregister_dialect("semi")
try:
    csv.get_dialect("semi")
except csv.Error as error:
    print(error)
sniffed = csv.Sniffer().sniff("a;b;c\n1;2;3\n4;5;6\n")
print(sniffed.delimiter, sniffed.quotechar)
print(csv.Sniffer().sniff("a|b\n1|2\n3|4\n").delimiter, csv.Sniffer().sniff("a\tb\n1\t2\n").delimiter)
print(csv.Sniffer().has_header("name,age\nAnna,31\nBob,32\n"), csv.Sniffer().has_header("1,2\n3,4\n"))
print(csv.field_size_limit(), csv.field_size_limit(10), csv.field_size_limit())
show("abcdefghijklmnop,b\n")
csv.field_size_limit(131072)
with open("people.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["name", "note"])
    writer.writerow(["Anna", "one\ntwo"])
with open("people.csv", newline="") as file:
    print(list(csv.reader(file)))
with open("people.csv", newline="") as file:
    print(file.read().encode())
with open("people.csv") as file:
    print([dict(row) for row in csv.DictReader(file)])
import os
os.remove("people.csv")
