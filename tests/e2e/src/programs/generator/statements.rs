//! Statements, each complete: what it uses of its own it defines.

use super::Random;
use super::expressions::{any, fill};

/// One statement, with a line break at its end.
pub fn statement(random: &mut Random) -> String {
    if random.below(3) > 0 {
        let value = any(random, 3);
        return format!("show(lambda: {value})\n");
    }
    let template = random.pick(STATEMENTS);
    fill(random, template, 2)
}

/// Templates, as in `expressions.rs`.
const STATEMENTS: &[&str] = &[
    "\
for i, item in enumerate($l):
\x20   if i == $k:
\x20       continue
\x20   print(i, item, end=' ')
else:
\x20   print('end')
",
    "\
total = 0
for item in $l:
\x20   total += item
\x20   if total > 10:
\x20       break
print(total)
",
    "\
count = 3
while count:
\x20   count -= 1
\x20   print(count, $k, sep='/')
",
    "\
class Point:
\x20   def __init__(self, x, y=2):
\x20       self.x, self.y = x, y
\x20   def __repr__(self):
\x20       return f'Point({self.x}, {self.y})'
\x20   def __add__(self, other):
\x20       return Point(self.x + other.x, self.y + other.y)
\x20   def __eq__(self, other):
\x20       return (self.x, self.y) == (other.x, other.y)
\x20   def __lt__(self, other):
\x20       return self.x < other.x
show(lambda: Point($i) + Point($k, $i))
show(lambda: sorted([Point($k), Point($k), Point(1)]))
show(lambda: Point(1) == Point($k))
show(lambda: Point(1) + 2)
",
    "\
class Base:
\x20   kind = 'base'
\x20   def name(self):
\x20       return self.kind
class Derived(Base):
\x20   kind = $s
\x20   @property
\x20   def loud(self):
\x20       return super().name().upper()
\x20   @staticmethod
\x20   def twice(value):
\x20       return value * 2
\x20   @classmethod
\x20   def make(cls):
\x20       return cls()
show(lambda: Derived.make().loud)
show(lambda: Derived.twice($s))
show(lambda: (Derived().name(), isinstance(Derived(), Base), issubclass(Base, Derived)))
",
    "\
def generate(limit):
\x20   value = 0
\x20   while value < limit:
\x20       yield value
\x20       value += 2
\x20   return 'done'
show(lambda: list(generate($k)))
show(lambda: sum(generate(abs($i) % 20)))
",
    "\
try:
\x20   print($i // $k)
except ZeroDivisionError as error:
\x20   print('zero', error)
except (TypeError, ValueError, LookupError, AttributeError) as error:
\x20   print(error)
else:
\x20   print('fine')
finally:
\x20   print('finally')
",
    "\
try:
\x20   try:
\x20       $d[$w]
\x20   except KeyError as error:
\x20       raise ValueError('inner') from error
except Exception as error:
\x20   print(error, repr(error.__cause__))
",
    "\
class Trouble(Exception):
\x20   def __init__(self, code, *rest):
\x20       super().__init__(code, *rest)
\x20       self.code = code
try:
\x20   raise Trouble($k, $w)
except Trouble as error:
\x20   print(error, error.args, error.code, repr(error))
",
    "\
def call(first, second=$k, *rest, key=$w, **others):
\x20   return first, second, rest, key, others
show(lambda: call($i))
show(lambda: call($i, $i, $i, key=$b, more=$k))
show(lambda: call())
show(lambda: call(1, first=$k))
show(lambda: call(*$l))
",
    "\
first, *middle, last = [1, 2, $k, $k]
print(first, middle, last)
",
    "\
items = [5, 6, 7, $k]
items.append($k)
items.extend([$k])
items.insert($k, 'new')
items.reverse()
del items[$k:$k]
print(items, len(items))
",
    "\
table = {'x': $k, 'one': 1}
table['new'] = $k
table.setdefault('one', []); table.update({'z': $k})
show(lambda: table.pop($w))
show(lambda: table.popitem())
print(table, list(table))
",
    "\
match $k:
\x20   case 0 | 1:
\x20       print('small')
\x20   case int() as value if value < 0:
\x20       print('negative', value)
\x20   case _:
\x20       print('other')
",
    "\
match a[$k:$k]:
\x20   case []:
\x20       print('empty')
\x20   case [one]:
\x20       print('one', one)
\x20   case [first, *rest]:
\x20       print(first, rest)
",
    "\
match {'one': $k, 'b': 2}:
\x20   case {'one': value, **rest}:
\x20       print(value, rest)
\x20   case _:
\x20       print('no')
",
    "\
with_default = (lambda value, scale=$k: value * scale)
print([with_default(i) for i in a])
",
    "\
def counter():
\x20   count = 0
\x20   def step(by=1):
\x20       nonlocal count
\x20       count += by
\x20       return count
\x20   return step
step = counter()
print(step(), step($k), step())
",
    "\
if (found := s.find($w)) >= 0:
\x20   print('found', found)
elif t:
\x20   print('elif')
else:
\x20   print('else')
",
    "\
matrix = [[$k, $k], [$k, $k]]
print([list(row) for row in zip(*matrix)], sum(map(sum, matrix)))
",
    "\
print($w, $k, x, y, True, None, sep='|')
",
    "\
show(lambda: print($l, $d, $e, ($i, $s), [$s, [$f]]))
",
    "\
words = s.split()
words.sort(key=str.lower, reverse=$k > 0)
print(words)
",
    "\
show(lambda: $s + $i)
show(lambda: $l[$s])
show(lambda: undefined_name)
show(lambda: $i.missing)
show(lambda: $l())
show(lambda: len($i))
",
    "\
show(lambda: $d[$i])
show(lambda: [1, 2].remove($k))
show(lambda: {1: 2}[$k])
show(lambda: $i / $k)
show(lambda: a[$k])
show(lambda: sorted([$k, $w]))
",
];
