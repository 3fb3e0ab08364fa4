# Text, files and formats, as models write them.
import re, csv, io, json, html, base64, hashlib, struct, uuid, urllib.parse as up, pprint, string, textwrap, os, pathlib, tempfile, shutil, glob

def parse(cmd):
    match cmd.split():
        case ['go', 'north' | 'south' as d]:
            return f'going {d}'
        case ['take', item, *rest] if rest:
            return f'take {item} with {rest}'
        case ['take', item]:
            return f'take {item}'
        case []:
            return 'nothing'
        case [x]:
            return f'one {x}'
        case _:
            return '?'
print([parse(c) for c in ['go north', 'go up', 'take a', 'take a b c', '', 'x']])

def kind(x):
    match x:
        case None:
            return 'none'
        case True | False:
            return 'bool'
        case int(n) if n < 0:
            return 'neg'
        case int() | float():
            return 'num'
        case str(s):
            return f'str {s}'
        case {'type': 'circle', 'r': r, **rest}:
            return f'circle {r} {rest}'
        case {'type': t}:
            return f'type {t}'
        case [a, b]:
            return f'pair {a} {b}'
        case [first, *_, last]:
            return f'seq {first}..{last}'
        case _:
            return 'other'
print([kind(x) for x in [None, True, -1, 2.5, 'hi', {'type': 'circle', 'r': 1, 'c': 2}, {'type': 'sq'}, (1, 2), [1, 2, 3], {}, object]])

class Pt:
    __match_args__ = ('x', 'y')

    def __init__(self, x, y):
        self.x, self.y = (x, y)

def loc(p):
    match p:
        case Pt(0, 0):
            return 'origin'
        case Pt(x=0, y=y):
            return f'y axis {y}'
        case Pt(x, y) if x == y:
            return 'diag'
        case Pt():
            return 'pt'
print([loc(Pt(*p)) for p in [(0, 0), (0, 3), (2, 2), (1, 2)]])
log = '2024-01-15 10:00:01 [INFO] server: started on port 8080\n2024-01-15 10:00:05 [ERROR] db: connection failed (timeout=30s)\nbad line\n2024-01-15 10:01:00 [WARN] auth: 3 failed logins from 10.0.0.1'
pat = re.compile('^(?P<ts>\\S+ \\S+) \\[(?P<lvl>\\w+)\\] (?P<mod>\\w+): (?P<msg>.*)$', re.M)
for m in pat.finditer(log):
    print(m.groupdict(), m.span('lvl'), m.start())
print(re.sub('(\\d+)', lambda m: str(int(m[1]) * 2), 'a1b22'), re.split('[,;\\s]+', 'a, b;c  d'), re.findall('(\\w)=(\\d)', 'a=1 b=2'), re.match('\\d+', 'abc'), re.search('(?i)HELLO', 'say hello').group(), re.fullmatch('\\w+@\\w+\\.com', 'a@b.com') is not None, re.sub('(?P<a>\\w+) (?P<b>\\w+)', '\\g<b> \\1', 'x y'), re.escape('a.b*c'), re.subn('a', 'b', 'aaa', count=2), re.compile('x').pattern, bool(re.match('^(?=.*\\d)(?=.*[a-z]).{6,}$', 'abc123')), re.sub('\\s+', ' ', '  a \n b ').strip(), [m.group(0) for m in re.finditer('\\b\\w{3}\\b', 'the cat sat on mat')], re.split('(-)', 'a-b-c'), re.findall('#(\\w+)', '#a and #b_c'), re.sub('(?<!^)(?=[A-Z])', '_', 'camelCaseName').lower())
try:
    re.compile('(')
except re.error as e:
    print(e)
buf = io.StringIO('name,age,city\n"Smith, J",30,"New ""York"""\nBob,,LA\n')
rows = list(csv.DictReader(buf))
print(rows)
out = io.StringIO()
w = csv.writer(out)
w.writerow(['a', 1, None, 2.5, 'q"x', 'c,d', 'e\nf'])
w.writerows([[1, 2], [3, 4]])
print(repr(out.getvalue()))
dw = csv.DictWriter((out2 := io.StringIO()), fieldnames=['x', 'y'], extrasaction='ignore')
dw.writeheader()
dw.writerow({'x': 1, 'y': 2, 'z': 3})
print(repr(out2.getvalue()), list(csv.reader(['a|b|c'], delimiter='|')))
data = {'n': None, 't': True, 'f': 1.5, 'i': 10 ** 20, 's': 'é\n"q"', 'l': [1, [2, {}]], 'e': {}, 3: 'k'}
print(json.dumps(data), json.dumps(data, ensure_ascii=False, separators=(',', ':')), json.dumps([1, 2], indent=1), json.dumps({'b': 1, 'a': {'d': 1, 'c': 2}}, sort_keys=True, indent=4), json.loads('{"a": [1, 2.0, -3e2, null, true, "\\u00e9"]}'))
for bad in ('{"a": 1,}', "{'a': 1}", '[1 2]', '', 'nul', '"abc', '[1]x'):
    try:
        json.loads(bad)
    except json.JSONDecodeError as e:
        print(e, e.pos, e.lineno, e.colno)
try:
    json.dumps({'s': {1, 2}})
except TypeError as e:
    print(e)

class Enc(json.JSONEncoder):

    def default(self, o):
        return sorted(o) if isinstance(o, set) else super().default(o)
print(json.dumps({'s': {3, 1, 2}}, cls=Enc), json.dumps({'c': 3j}, default=str), json.loads('{"a": 1}', object_hook=lambda d: list(d.items())), json.loads('1.10', parse_float=str), json.dumps(float('nan')))
print(html.escape('<a href=\'x\'>&"</a>'), html.unescape('&lt;p&gt; &amp; &eacute; &#39;'), base64.b64encode(b'hello world').decode(), base64.b64decode('aGk='), base64.urlsafe_b64encode(b'\xff\xfe'), hashlib.md5(b'x').hexdigest(), hashlib.sha256('é'.encode()).hexdigest()[:16], hashlib.sha1(b'').hexdigest(), struct.pack('>IhB', 1, -2, 255), struct.unpack('<HH', b'\x01\x00\x02\x00'), struct.calcsize('iid'), uuid.UUID('12345678123456781234567812345678'), uuid.uuid5(uuid.NAMESPACE_DNS, 'x.org'), len(str(uuid.uuid4())))
u = up.urlparse('https://user@ex.com:8080/p/a;x?q=1&q=2&r=a%20b#frag')
print(u, u.hostname, u.port, up.parse_qs(u.query), up.urlencode({'a': 'x y', 'b': [1, 2]}, doseq=True), up.quote('a b/é?'), up.unquote('a%20b+c'), up.quote_plus('a b&'), up.urljoin('http://a/b/c', '../d'), up.urlunparse(u), up.parse_qsl('a=1&b='), up.urlsplit('//h/p').netloc)
pprint.pprint({'k%d' % i: list(range(i, i + 5)) for i in range(6)})
pprint.pprint([{'name': 'x' * 30, 'v': ['y' * 20] * 3}], width=60)
print(pprint.pformat({'b': 1, 'a': (1,)}), pprint.pformat(list('abc'), width=5))
d = pathlib.Path(tempfile.mkdtemp())
(d / 'sub').mkdir()
f = d / 'sub' / 'a.txt'
f.write_text('l1\nl2\nl3')
print(f.read_text().splitlines(), f.name, f.stem, f.suffix, f.parent.name, f.exists(), f.is_file(), [p.name for p in sorted(d.rglob('*'))], f.with_suffix('.md').name, f.stat().st_size, pathlib.PurePosixPath('/a/b/../c').parts, str(pathlib.Path('a') / 'b'), f.relative_to(d), os.path.join('a', 'b'), os.path.splitext('x.tar.gz'), os.path.basename('/a/b'), os.path.exists(str(d)))
with open(f, 'a') as fh:
    fh.write('\nl4')
    print(fh.name == str(f), fh.closed)
with f.open() as fh:
    print(fh.readline(), fh.read(3), fh.tell(), list(fh))
with open(f, 'rb') as fh:
    print(fh.read()[:4], fh.seek(0), fh.readlines()[:1])
try:
    open(d / 'nope.txt')
except FileNotFoundError as e:
    print(type(e).__name__, e.errno, e.strerror)
for i, line in enumerate(open(f), 1):
    print(i, line.rstrip(), end=';')
print()
os.rename(f, d / 'b.txt')
print(os.listdir(d), glob.glob(str(d / '*.txt'))[0][-5:])
shutil.rmtree(d)
print(d.exists())
print('a,b,,c'.split(','), '  x y '.split(), 'a-b-c'.rsplit('-', 1), 'k=v=w'.partition('='), 'abc'.find('z'), 'hello'.replace('l', 'L', 1), 'x'.join('abc'), 'Hello World'.swapcase(), 'abc'.center(9, '*'), '7'.zfill(3), 'a\tb'.expandtabs(4), 'abcabc'.count('bc'), 'ab\ncd\r\nef'.splitlines(), 'title case'.title(), 'abc'[::-1], 'abcdef'[1:5:2], 'aXbX'.strip('X'), 'prefix_x'.removeprefix('prefix_'), '%s' % None, 'abc' < 'abd', 'a' * 3, 'é'.encode(), 'abc'.translate(str.maketrans('ab', 'xy', 'c')), 'x' in 'xyz', 'tEST'.capitalize(), 'abc'.isalpha(), '12'.isdigit(), ' '.isspace(), 'a1'.isalnum(), 'Abc'.istitle(), 'abc'.startswith(('x', 'a')), 'a.b'.endswith('.b'), chr(97), ord('a'), repr("a'b"), repr('a"b'), repr('a\'b"c'), repr('\t\n\\'), ascii('é'), 'ab', '\\n', 'x\ny', 'é'.upper(), 'ß'.upper(), len('日本'), '日本'.encode('utf-8'), b'abc'[0], b'abc'[1:], bytes([65, 66]), bytearray(b'ab') + b'c', b'a,b'.split(b','), b'\xff'.hex(), bytes.fromhex('ff00'), b'abc'.decode(), 'á', 'A', '{{}}'.format(), f'{{x}}', f"{'nested ' + f'{1 + 1}'}", f"{3!r:>5}|{'x':^5}|{1000000:,}|{0.5:.0%}|{255:#06x}|{-3:+d}|{3.14159:{'.2f'}}|{True}|{None}|{[1]}|{'a':*<4}", f'1+1={1 + 1!r}', f"'x'={'x'!s}", '{:>{}}'.format('a', 4), '{0[a]} {1.real}'.format({'a': 1}, 2), '{:%Y}'.format(__import__('datetime').date(2024, 1, 1)))


S = slice(1, 3)
L = list(range(10))
print(L[S], L[slice(None, None, 2)], slice(5), slice(1, 2, 3).step, S.start, S.stop, slice(None), 'abcdef'[slice(-2, None)], slice(0, 10, 3).indices(7))
NAME, AGE = (slice(0, 5), slice(5, 8))
rec = 'Alice 42'
print(rec[NAME], int(rec[AGE]))

class G:

    def __getitem__(self, k):
        return k
print(G()[1:2], G()[::3], G()[1, 2:3], isinstance(G()[1:2], slice), G()[...])
L[slice(0, 2)] = [9]
print(L)
del L[slice(0, 3)]
print(L, list(reversed({'a': 1, 'b': 2})), list(reversed({'a': 1}.items())), list(reversed({'a': 1}.values())))
