import os
import os.path
import glob
import fnmatch
import shutil
import tempfile
import stat
from os import path

print(os.sep, os.name, os.linesep == "\n", os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull)
print(path.join("a", "b", "c.txt"), path.join("a", "/b"), path.join("a/", "b"), path.join("", "x"), path.join("a", ""), path.join("/", "x"))
for p in ["/a/b/c.tar.gz", "c.txt", "/a/b/", "", "/", "a//b", ".bashrc", "..x", "a.b/c", "...", "dir/.x.y", "a."]:
    print(repr(p), path.split(p), path.splitext(p), path.basename(p), path.dirname(p), path.normpath(p), path.isabs(p))
for p in ["a/../b", "../a/./b", "/../a", "a/b/../../..", "//x", "///x", "./", "a/b//c/"]:
    print(path.normpath(p))
print(path.relpath("/a/b/c", "/a/d"), path.relpath("/a", "/a"), path.relpath("x/y", "x"), path.commonpath(["/a/b/c", "/a/b/d", "/a/b"]))
print(path.commonprefix(["/a/bc", "/a/bd"]), path.commonpath(["a/b", "a/c"]), path.commonprefix([]), path.splitdrive("/a"))
for bad in [lambda: path.commonpath([]), lambda: path.commonpath(["/a", "b"]), lambda: path.relpath(""), lambda: path.join("a", 5),
            lambda: os.fspath(1)]:
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

base = tempfile.mkdtemp()
start = os.getcwd()
os.chdir(base)
print(os.getcwd() == base, path.abspath("x/../y") == path.join(base, "y"), os.listdir("."))
os.makedirs("one/two/three")
os.makedirs("one/two", exist_ok=True)
os.mkdir("empty")
for name in ["one/a.txt", "one/b.py", "one/two/c.txt", "one/two/three/d.txt", ".hidden", "top.txt"]:
    with open(name, "w") as file:
        file.write(name * 2)
print(sorted(os.listdir()), sorted(os.listdir("one")))
print(path.exists("one"), path.isdir("one"), path.isfile("one/a.txt"), path.isfile("one"), path.exists("none"), path.getsize("one/a.txt"))
for folder, folders, files in os.walk("one"):
    folders.sort()
    print(folder, folders, sorted(files))
print([folder for folder, _, _ in os.walk("one", topdown=False)])
with os.scandir("one") as entries:
    print(sorted((e.name, e.is_dir(), e.is_file(), e.path) for e in entries))
info = os.stat("top.txt")
print(info.st_size, info[6], stat.S_ISREG(info.st_mode), stat.S_ISDIR(os.stat("one").st_mode), info.st_mtime > 1e9, path.getmtime("top.txt") > 0)
print(sorted(glob.glob("*")), sorted(glob.glob("one/*.txt")), sorted(glob.glob("**/*.txt", recursive=True)), glob.glob("no*"))
print(sorted(glob.glob("one/**", recursive=True)), sorted(glob.glob("*/")), sorted(glob.glob("o?e/[ab].*")), list(glob.iglob(".h*")))
print(sorted(glob.glob("*.txt", root_dir="one")), glob.escape("a*b?[c]"), glob.glob(path.join(base, "top.*")) == [path.join(base, "top.txt")])
os.rename("top.txt", "renamed.txt")
os.replace("renamed.txt", "one/top.txt")
print(path.exists("top.txt"), open("one/top.txt").read())
print(shutil.copy("one/top.txt", "empty"), shutil.copyfile("one/a.txt", "copy.txt"), sorted(os.listdir("empty")))
print(shutil.copytree("one", "tree", ignore=shutil.ignore_patterns("*.py")), sorted(os.listdir("tree")), shutil.move("copy.txt", "tree"))
print(sorted(os.listdir("tree")))
for bad in [lambda: os.remove("none"), lambda: os.listdir("none"), lambda: os.mkdir("one"), lambda: os.rmdir("one"), lambda: os.makedirs("one"),
            lambda: os.mkdir("x/y/z"), lambda: os.rename("none", "other"), lambda: os.stat("none"), lambda: os.chdir("none"),
            lambda: os.listdir("one/a.txt"), lambda: path.getsize("none"), lambda: os.rmdir("none"), lambda: shutil.copy("none", "x"),
            lambda: open("one"), lambda: shutil.rmtree("none"), lambda: shutil.copytree("one", "tree"), lambda: shutil.copyfile("one/a.txt", "one/a.txt")]:
    try:
        bad()
        print("no error")
    except OSError as error:
        print(type(error).__name__, error)
shutil.rmtree("tree")
shutil.rmtree("none", ignore_errors=True)
os.remove("empty/top.txt")
os.rmdir("empty")
os.unlink(".hidden")
os.removedirs("nothing") if path.exists("nothing") else None
print(sorted(os.listdir()))
with tempfile.TemporaryDirectory() as folder:
    print(path.isdir(folder))
    open(path.join(folder, "x"), "w").close()
print(path.exists(folder))
with tempfile.NamedTemporaryFile("w+", suffix=".txt") as file:
    file.write("abc")
    file.seek(0)
    print(file.read(), file.name.endswith(".txt"), path.exists(file.name))
print(path.exists(file.name))
os.chdir(start)
shutil.rmtree(base)
print(path.exists(base), len(os.urandom(8)), os.getenv("NO_SUCH_NAME"), os.getenv("NO_SUCH_NAME", "d"), os.environ.get("NO_SUCH_NAME"), os.cpu_count() >= 1)
os.environ["X_TEST"] = "1"
print(os.getenv("X_TEST"), path.expandvars("$X_TEST/${X_TEST}/$NO_SUCH_NAME"), "X_TEST" in os.environ, path.expanduser("a/~"))
print(os.access("/", os.R_OK), os.fspath("x"), isinstance(os.getpid(), int))
for name, pattern in [("a.py", "*.py"), ("a.py", "*.txt"), ("abc", "a?c"), ("abc", "[a-b]bc"), ("abc", "[!a]bc"), ("a[b", "a[[]b"), ("", "*"),
                      ("aXbXc", "a*b*c"), ("aab", "*ab"), ("x", "[]x]"), ("a", "[a"), ("[a", "[a"), ("file10.log", "file[0-9][0-9].log"), (".x", "*")]:
    print(name, pattern, fnmatch.fnmatch(name, pattern), fnmatch.fnmatchcase(name, pattern))
print(fnmatch.filter(["a.py", "b.txt", "c.py"], "*.py"), fnmatch.translate("*.py"), fnmatch.translate("a*b*[!c-d]?"))
