//! Expressions of a known type, made of templates.

use super::Random;

/// The type of an expression's value, unless it raises.
#[derive(Clone, Copy)]
pub enum Type {
    /// `int`.
    Int,
    /// `float`.
    Float,
    /// `str`.
    Str,
    /// `list` of `int`.
    List,
    /// `dict` of `str` to `int`.
    Dict,
    /// `set` of `int`.
    Set,
    /// `bool`.
    Bool,
}

const TYPES: [Type; 7] = [
    Type::Int,
    Type::Float,
    Type::Str,
    Type::List,
    Type::Dict,
    Type::Set,
    Type::Bool,
];

/// An expression of any type.
pub fn any(random: &mut Random, depth: u64) -> String {
    let index = random.below(TYPES.len() as u64) as usize;
    let kind = TYPES.get(index).copied().unwrap_or(Type::Int);
    expression(random, kind, depth)
}

/// An expression of a type; `depth` is how deep others may be nested in it.
fn expression(random: &mut Random, kind: Type, depth: u64) -> String {
    let templates = match (kind, depth) {
        (Type::Int, 0) => INT_LEAVES,
        (Type::Int, _) => INTS,
        (Type::Float, 0) => FLOAT_LEAVES,
        (Type::Float, _) => FLOATS,
        (Type::Str, 0) => STR_LEAVES,
        (Type::Str, _) => STRS,
        (Type::List, 0) => LIST_LEAVES,
        (Type::List, _) => LISTS,
        (Type::Dict, 0) => DICT_LEAVES,
        (Type::Dict, _) => DICTS,
        (Type::Set, 0) => SET_LEAVES,
        (Type::Set, _) => SETS,
        (Type::Bool, 0) => BOOL_LEAVES,
        (Type::Bool, _) => BOOLS,
    };
    let template = random.pick(templates);
    fill(random, template, depth.saturating_sub(1))
}

/// Fills a template in: `$` and a letter stand for an expression. `$i` int, `$f` float, `$s` str,
/// `$l` list, `$d` dict, `$e` set, `$b` bool, `$k` a small int, `$w` a short str, `$p` a format spec of
/// a float.
pub fn fill(random: &mut Random, template: &str, depth: u64) -> String {
    let mut parts = template.split('$');
    let mut filled = parts.next().unwrap_or_default().to_string();
    for part in parts {
        let (hole, rest) = part.split_at_checked(1).unwrap_or((part, ""));
        match hole {
            "k" => filled.push_str(random.pick(&["0", "1", "2", "3", "-1", "-2", "5"])),
            "w" => filled.push_str(random.pick(&["'a'", "'l'", "', '", "'o'", "'x'", "' '"])),
            "p" => filled.push_str(random.pick(SPECS)),
            _ => {
                let inner = expression(random, kind(hole), depth);
                filled.push_str(&format!("({inner})"));
            }
        }
        filled.push_str(rest);
    }
    filled
}

fn kind(letter: &str) -> Type {
    match letter {
        "f" => Type::Float,
        "s" => Type::Str,
        "l" => Type::List,
        "d" => Type::Dict,
        "e" => Type::Set,
        "b" => Type::Bool,
        _ => Type::Int,
    }
}

/// Of `int`, with nothing in them.
const INT_LEAVES: &[&str] = &["n", "m", "0", "1", "42", "-17", "10**12", "255", "2**70"];

/// Of `int`.
const INTS: &[&str] = &[
    "$i + $i",
    "$i - $i",
    "$i * $i",
    "$i // $i",
    "$i % $i",
    "-$i",
    "~$i",
    "$i & $i",
    "$i | $i",
    "$i ^ $i",
    "$i << abs($k)",
    "$i >> abs($k)",
    "abs($i)",
    "$k ** abs($k)",
    "len($s)",
    "len($l)",
    "len($d)",
    "len($e)",
    "sum($l)",
    "max($l)",
    "max($i, $i)",
    "$l[$k]",
    "$l.count($k)",
    "$d['one']",
    "$d.get($w, $i)",
    "$s.find($w)",
    "$s.count($w)",
    "$s.index($w)",
    "int($f)",
    "round($f)",
    "int($b)",
    "$i if $b else $i",
    "int(str($i))",
    "ord($s[$k])",
    "divmod($i, $i)[$k]",
    "$i.bit_length()",
    "sum(i * i for i in $l)",
    "sorted($l)[$k]",
    "next(iter($l))",
    "$l.pop()",
    "pow($i, abs($k), 97)",
    "sum($d.values())",
    "len(set($l))",
    "int('ff', 16) + $k",
];

/// Of `float`, with nothing in them.
const FLOAT_LEAVES: &[&str] = &[
    "x", "y", "0.1", "3.0", "1e10", "-2.75", "1/3", "0.07", "1e-7",
];

/// Of `float`.
const FLOATS: &[&str] = &[
    "$f + $f",
    "$f - $f",
    "$f * $f",
    "$f / $f",
    "$i / $i",
    "$f // $f",
    "$f % $f",
    "-$f",
    "abs($f)",
    "float($k)",
    "round($f, $k)",
    "$f + $k",
    "max($f, $f)",
    "float(str($f))",
    "sum([$f, $f])",
    "$f if $b else $f",
    "float($k) ** 2",
    "float($s)",
    "min($f, $k)",
];

/// Of `str`, with nothing in them.
const STR_LEAVES: &[&str] = &[
    "s",
    "t",
    "''",
    "'a-b-c'",
    "'  pad '",
    "\"it's\"",
    "'x\\ty\\n'",
];

/// Of `str`.
const STRS: &[&str] = &[
    "$s + $s",
    "$s * abs($k)",
    "$s[$k]",
    "$s[$k:$k]",
    "$s[::$k]",
    "$s[$k::$k]",
    "$s.upper()",
    "$s.lower()",
    "$s.title()",
    "$s.capitalize()",
    "$s.swapcase()",
    "$s.strip()",
    "$s.lstrip($w)",
    "$s.rstrip($w)",
    "$s.replace($w, $w)",
    "$s.replace($w, $w, abs($k))",
    "$w.join([$s, $s])",
    "$w.join(sorted($s))",
    "$s.center(20, '*')",
    "$s.ljust(15) + '|'",
    "$s.rjust(15, '.')",
    "$s.zfill(8)",
    "str($i)",
    "str($f)",
    "str($l)",
    "str($d)",
    "repr($s)",
    "$s.split($w)[$k]",
    "$s.partition($w)[$k]",
    "$s.rpartition($w)[0]",
    "$s.removeprefix('He')",
    "$s.removesuffix('c')",
    "''.join(reversed($s))",
    "chr(97 + abs($k))",
    "hex($i)",
    "bin($i)",
    "oct($i)",
    "'%d|%5d|%-5d|' % ($i, $k, $k)",
    "'%.2f %e %g' % ($f, $f, $f)",
    "'%s %r' % ($s, $s)",
    "'{}-{}'.format($i, $s)",
    "'{0:>8}|{1:<6}|{0:^9}'.format($s, $k)",
    "format($i, ',')",
    "format($f, '.3f')",
    "format($f, '$p')",
    "f'{n:>6}|{s!r:^20}|{x:.1%}'",
    "f'{n=} {s=}'",
    "f'{n:,} {n:b} {n:#x} {n:+d} {n:05d}'",
    "str($b)",
    "$s.expandtabs(4)",
    "max($s, $s)",
    "min($s.split() or ['-'])",
    "$s if $b else $s",
    "str($e)",
    "ascii($s)",
    "$s.translate(str.maketrans('abc', 'xyz'))",
    "'{:{}}'.format($s, 12)",
    "$s.casefold()",
];

/// Of `list`, with nothing in them.
const LIST_LEAVES: &[&str] = &["a", "b", "[]", "[1, 2, 3]", "[0] * 3"];

/// Of `list`.
const LISTS: &[&str] = &[
    "$l + $l",
    "$l * abs($k)",
    "$l[$k:$k]",
    "$l[::$k]",
    "$l[$k:$k:$k]",
    "sorted($l)",
    "sorted($l, reverse=True)",
    "sorted($l, key=lambda i: -i % 3)",
    "list(reversed($l))",
    "[i * 2 for i in $l]",
    "[i for i in $l if i > $k]",
    "list(map(abs, $l))",
    "list(filter(None, $l))",
    "list(range($k, 9, 2))",
    "list($d.values())",
    "sorted($e)",
    "sorted($e | $e)",
    "sorted($e & $e)",
    "sorted($e - $e)",
    "sorted($e ^ $e)",
    "sorted($e.union($l))",
    "[ord(c) for c in $s][:5]",
    "[*$l, *$l]",
    "list(set($l))",
    "[len(w) for w in $s.split()]",
    "[i + j for i, j in zip($l, $l)]",
    "[i for i, j in enumerate($l) if j]",
    "$l or $l",
    "[x for row in [$l, $l] for x in row]",
    "list($l).copy()",
    "[$i, $i, $i]",
];

/// Of `dict`, with nothing in them.
const DICT_LEAVES: &[&str] = &["d", "e", "{}", "{'a': 0}"];

/// Of `dict`.
const DICTS: &[&str] = &[
    "$d | $d",
    "{**$d, **$d}",
    "dict(zip($s, $l))",
    "{k: v for k, v in $d.items() if v > $k}",
    "dict(sorted($d.items(), reverse=True))",
    "{str(v): len(str(k)) for k, v in $d.items()}",
    "dict.fromkeys($s, $k)",
    "{c: $s.count(c) for c in $s}",
    "dict($d, four=$i)",
    "{str(i): i for i in $l}",
    "$d.copy()",
];

/// Of `set`, with nothing in them.
const SET_LEAVES: &[&str] = &["u", "v", "set()", "{5, 6}"];

/// Of `set`.
const SETS: &[&str] = &["set($l)", "{i % 5 for i in $l}", "{abs($k), abs($k)}"];

/// Of `bool`, with nothing in them.
const BOOL_LEAVES: &[&str] = &["True", "False"];

/// Of `bool`.
const BOOLS: &[&str] = &[
    "$i < $i",
    "$f >= $f",
    "$s == $s",
    "$l == $l",
    "$d == $d",
    "$i in $l",
    "$w in $s",
    "$s.startswith('He')",
    "$s.endswith(('c', 'd'))",
    "$s.isalpha()",
    "$s.isdigit()",
    "$s.isalnum()",
    "$s.isupper()",
    "$s.istitle()",
    "not $b",
    "$b and $b",
    "$b or $b",
    "any($l)",
    "all($l)",
    "$e <= $e",
    "isinstance($i, int)",
    "isinstance($s, (int, str))",
    "$k < $i < 100",
    "$l < $l",
    "'one' in $d",
    "$i is None",
    "$s < $s",
    "bool($s)",
    "$i == $f",
    "$e.isdisjoint($l)",
    "$i < $s",
    "callable($s)",
    "hasattr($s, 'upper')",
];

/// Format specs of floats.
const SPECS: &[&str] = &[
    ".0f", ".1f", ".2f", ".3e", "g", ".3g", "10.2f", "<10.1f", "^12.4f", "+.2f", ",.2f", "012.3f",
    "%", ".1%", "e", "f", "_.1f", "*>9.2f", "", "G", "#.3g", " .2f",
];
