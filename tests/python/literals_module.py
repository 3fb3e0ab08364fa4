import ast
import timeit
import tomllib
import datetime
from xml.dom import minidom
import xml.etree.ElementTree as ET

for text in ["[1, 2.5, 'x', None, True]", "{'a': (1, -2), 'b': {3}}", "-5", "+1.5", "1+2j", "'a' 'b'", "b'x\\x00'", "r'\\n'", "()", "(1,)", "[]", "{}", "set()", " [1]", '"""tri\n"ple"""', "0x1F", "1_000", "...",
             "[[1, [2]], {'k': [{'z': ()}]}]", "{1: 'a', 'b': [1, 2, {3: 4}]}", "'it\\'s'", "1e-5", "[1,\n 2, # c\n 3]", "-1e5", "'é'", "[-1, +2, - 3]"]:
    print(repr(ast.literal_eval(text)))
for bad in ["x", "f(1)", "__import__('os')", "[1, x]", "1 + 1", "'a' + 'b'", "[1][0]", "'a'.upper()", "lambda: 1", "[x for x in y]", "f'{1}'", "2 * 3", "[1, 2", "1 2", "", "{'a': open('x')}", "not True", "a.b", "'unclosed"]:
    try:
        print(repr(ast.literal_eval(bad)))
    except (ValueError, SyntaxError) as error:
        print(repr(bad), type(error).__name__)
try:
    ast.literal_eval(5.5j and None)
except ValueError as error:
    print(error)
print(timeit.timeit("x = 1", number=10) >= 0, timeit.timeit(lambda: 5, number=3) >= 0, len(timeit.repeat("pass", number=1, repeat=2)), timeit.default_timer() > 0)

toml = '''# comment
title = "TOML \\"x\\" \\u00e9"
int = 1_000
neg = -17
hex = 0xFF
float = 3.14
exp = 5e+2
inf = inf
yes = true
no = false
arr = [1, 2, [3, "x"],
  4, # c
]
literal = 'C:\\path'
multi = """
one \\
   two
three"""
dotted.key.x = 1
"quoted key" = 2
inline = {a = 1, b = {c = "d"}}
date = 1979-05-27
[server]
host = "h"
[server.sub]
port = 80
[[items]]
name = "a"
[[items]]
name = "b"
[items.deep]
v = 1
'''
print(tomllib.loads(toml))
for bad in ["a = ", "a = 1\na = 2", "= 1", "[x", "a = [1, 2", "a = 01", 'a = "x', "a b = 1", "[a]\n[a]", "a = {b = 1", "a = 1 b = 2", "a = tru"]:
    try:
        print(tomllib.loads(bad))
    except tomllib.TOMLDecodeError as error:
        print(repr(bad), error)

dom = minidom.parseString("<r a='1'><i id='x'>text &amp; more</i><!-- c --><i id='y'/><e><f>1</f></e></r>")
print(dom.documentElement.tagName, [i.getAttribute("id") for i in dom.getElementsByTagName("i")], dom.getElementsByTagName("i")[0].firstChild.data, dom.documentElement.attributes["a"].value)
print(dom.toxml())
print(dom.toprettyxml(indent="  "))
print(dom.documentElement.toprettyxml())
root = ET.Element("root")
ET.SubElement(root, "child", k="v").text = "t"
print(minidom.parseString(ET.tostring(root)).toprettyxml(indent="   "))
doc = minidom.Document()
e = doc.createElement("top")
doc.appendChild(e)
e.setAttribute("n", "1 < \"2\"")
e.appendChild(doc.createTextNode("a < b"))
print(doc.toxml(), doc.toprettyxml(encoding="utf-8"), e.hasAttribute("n"), e.childNodes[0].nodeValue, e.firstChild.parentNode is e, [n.nodeType for n in dom.documentElement.childNodes])
