# The class of an OSError, which its number decides, and what it says.
import errno, os
for n in [1,2,3,4,10,11,13,17,20,21,32,103,104,110,111,108,114,115,5,28,39,22,9]:
    e = OSError(n, "words")
    print(n, type(e).__name__, e.errno, e.strerror, e.filename, str(e), repr(e), e.args)
e = OSError(2, "No such file", "a.txt")
print(type(e), e, repr(e), e.args, e.filename, e.filename2)
e = OSError(2, "No such file", "a.txt", None, "b.txt")
print(type(e), e, repr(e), e.args, e.filename, e.filename2)
e = OSError("just text")
print(type(e), e, repr(e), e.args, e.errno, e.strerror, e.filename)
e = OSError()
print(type(e), repr(str(e)), repr(e), e.args, e.errno)
e = OSError(2)
print(type(e), e, repr(e), e.errno, e.args)
e = FileNotFoundError("gone")
print(type(e), e, repr(e), e.errno, e.filename)
e = FileNotFoundError(2, "gone", "x")
print(type(e), e, repr(e), e.errno, e.filename)
e = PermissionError(13, "Permission denied")
print(e, repr(e), e.errno, e.strerror)
e = TimeoutError()
print(repr(e), str(e), e.errno)
e = ConnectionResetError(104, "reset")
print(e, isinstance(e, ConnectionError), isinstance(e, OSError))
print(IOError is OSError, EnvironmentError is OSError)
try:
    open("/nope/x.txt")
except FileNotFoundError as err:
    print(err, err.errno == errno.ENOENT, err.strerror, err.filename, err.args)
try:
    raise OSError(errno.EACCES, os.strerror(errno.EACCES), "f")
except PermissionError as err:
    print("perm", err)
try:
    raise IOError(2, "nope")
except OSError as err:
    print(type(err).__name__, err)
class MyErr(OSError):
    pass
e = MyErr(2, "x")
print(type(e), e, e.errno, e.strerror, repr(e))
class MyErr2(OSError):
    def __init__(self, code, text, extra):
        super().__init__(code, text)
        self.extra = extra
e = MyErr2(13, "denied", {"a": 1})
print(e, e.errno, e.extra, e.args, repr(e))
class Net(ConnectionError):
    def __init__(self, host):
        super().__init__(f"cannot reach {host}")
        self.host = host
try:
    raise Net("h")
except OSError as err:
    print(type(err).__name__, err, err.host, err.errno)
try:
    raise OSError(2, "x") from ValueError("v")
except FileNotFoundError as e2:
    print(repr(e2.__cause__))
for f in (lambda: os.remove("nope"), lambda: os.mkdir("/tmp"), lambda: os.listdir("/nope"), lambda: open("/tmp"), lambda: os.rmdir("nope"), lambda: os.rename("aa", "bb"),lambda: os.stat("zz")):
    try:
        f()
    except OSError as e:
        print(type(e).__name__, e, e.errno, e.strerror, e.filename, e.filename2)
e = OSError(2, "x"); e.filename = "later"; print(e); e.errno = 5; print(e, e.args)
print(BlockingIOError(11, "b").errno, InterruptedError(4,"i"), ChildProcessError(10,"c"), ProcessLookupError(3,"p"), BrokenPipeError(32,"b"))
