# timeit.
import time

default_number = 1000000
default_repeat = 5
default_timer = getattr(time, "perf_counter", time.time)


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._globals = {} if globals is None else globals
        self._setup = self._function(setup)
        self._stmt = self._function(stmt)

    def _function(self, code):
        if callable(code):
            return code
        if not isinstance(code, str):
            raise ValueError("stmt is neither a string nor callable")
        compiled = compile(code, "<timeit>", "exec")
        return lambda: exec(compiled, self._globals)

    def timeit(self, number=default_number):
        self._setup()
        function = self._stmt
        start = self.timer()
        for _ in range(number):
            function()
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        at = 1
        while True:
            for j in 1, 2, 5:
                number = at * j
                taken = self.timeit(number)
                if callback:
                    callback(number, taken)
                if taken >= 0.2:
                    return number, taken
            at *= 10


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
