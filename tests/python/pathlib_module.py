from pathlib import Path, PurePath, PurePosixPath
import pathlib
import os
import tempfile

p = Path("/usr/lib") / "python3" / "x.tar.gz"
print(p, repr(p), p.name, p.stem, p.suffix, p.suffixes, p.parent, p.parts, p.root, p.anchor, repr(p.drive))
print(p.parents[0], p.parents[1], len(p.parents), list(p.parents), p.is_absolute(), str(p), p.as_posix(), p.as_uri())
print(Path("a/b").parents[1], list(Path("a/b/c").parents), Path("a/b/c").parents[:2])
for text in ["", ".", "a//b/./c", "../x", "/", "//a", "a/..", ".bashrc", "a.", "x.y.z/", "/a/"]:
    q = Path(text)
    print(repr(text), repr(q), q.parts, repr(q.name), repr(q.stem), repr(q.suffix), q.suffixes, repr(q.parent))
print(Path("a", "b", "/c", "d"), Path("a") / Path("b"), "x" / Path("y"), Path("a").joinpath("b", "c"), Path() / "z", PurePosixPath("q") / "r")
print(p.with_name("y.txt"), p.with_suffix(".zip"), p.with_suffix(""), p.with_stem("q"), Path("a").with_suffix(".md"), Path("a/b.c").with_suffix(".d"))
print(Path("/a/b/c").relative_to("/a"), Path("a/b").relative_to("a", "b"), Path("/a/b").is_relative_to("/a"), Path("/a/b").is_relative_to("/c"))
print(Path("a/b.py").match("*.py"), Path("/a/b.py").match("/a/*"), Path("a/b").match("*.py"), Path("a/b/c.py").match("b/*.py"))
print(Path("a") == Path("a/"), Path("a") == "a", Path("a") < Path("b"), Path("a/b") < Path("a.b"), sorted([Path("b"), Path("a/c"), Path("a")]))
print({Path("a"): 1}[Path("a")], len({Path("x"), Path("x/.")}), f"{Path('f')}", "%s" % Path("g"), os.fspath(Path("h")))
for bad in [lambda: Path("/a").relative_to("/b"), lambda: Path("a").with_suffix("txt"), lambda: Path("/").with_name("x"), lambda: Path("a").with_name(""),
            lambda: Path("a").with_name("b/c"), lambda: Path("/").with_suffix(".x"), lambda: Path(5), lambda: Path("a") / 5, lambda: Path("a").match(""),
            lambda: Path("a") < "b", lambda: Path("a").parents[5], lambda: Path("a").as_uri()]:
    try:
        print(bad())
    except (ValueError, TypeError, IndexError) as error:
        print(type(error).__name__, error)

base = Path(tempfile.mkdtemp())
folder = base / "data"
folder.mkdir()
(folder / "deep/er").mkdir(parents=True)
(folder / "deep/er").mkdir(parents=True, exist_ok=True)
f = folder / "note.txt"
print(f.exists(), f.write_text("héllo\nworld\n", encoding="utf-8"), f.exists(), f.is_file(), f.is_dir(), folder.is_dir())
print(f.read_text(encoding="utf-8").split("\n")[1], f.read_bytes(), f.stat().st_size)
print((folder / "b.bin").write_bytes(b"\x00\x01"), (folder / "b.bin").read_bytes())
with f.open("a") as file:
    file.write("more\n")
with open(f) as file:
    print(len(file.readlines()))
(folder / "deep" / "x.txt").touch()
(folder / "deep" / "er" / "y.txt").write_text("y")
print(sorted(q.name for q in folder.iterdir()), sorted(str(q.relative_to(base)) for q in folder.glob("*.txt")))
print(sorted(str(q.relative_to(base)) for q in folder.rglob("*.txt")), sorted(str(q.relative_to(base)) for q in folder.glob("**/*")))
print(sorted(str(q.relative_to(base)) for q in base.glob("*/deep/*")), sorted(str(q.relative_to(base)) for q in base.rglob("er")), list(base.glob("no*")))
moved = f.rename(folder / "moved.txt")
print(moved.name, f.exists(), moved.exists(), (folder / "moved.txt").resolve() == moved.resolve(), moved.samefile(folder / "moved.txt"))
for bad in [lambda: (base / "none").read_text(), lambda: folder.mkdir(), lambda: (base / "none").unlink(), lambda: (base / "a/b").mkdir(), lambda: folder.rmdir(),
            lambda: (base / "x" / "y").write_text("z"), lambda: folder.read_text(), lambda: moved.write_text(5), lambda: list(folder.glob("/x")), lambda: list(folder.glob(""))]:
    try:
        bad()
        print("no error")
    except (OSError, TypeError, NotImplementedError, ValueError) as error:
        print(type(error).__name__, str(error).replace(str(base), "BASE"))
(base / "none").unlink(missing_ok=True)
moved.unlink()
print(moved.exists(), Path.cwd() == Path(os.getcwd()), isinstance(folder, PurePath), isinstance(PurePath("a"), Path), Path("x").absolute() == Path.cwd() / "x")
import shutil
shutil.rmtree(base)
print(base.exists())
