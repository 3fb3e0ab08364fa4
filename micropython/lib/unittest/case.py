# unittest.case: test cases and their assertions.
_main = __import_c__("__main__")


class SkipTest(Exception):
    pass


class _Skipped:
    # Stands for a test, or marks a class, that is skipped.
    def __init__(self, reason, function=None):
        self.reason = reason
        self.function = function

    def __call__(self, *args, **kwargs):
        raise SkipTest(self.reason)


class _Failing:
    def __init__(self, function):
        self.function = function


def skip(reason):
    def decorate(item):
        if isinstance(item, type):
            item.__unittest_skip__ = reason
            return item
        return _Skipped(reason, item)

    return decorate


def _same(item):
    return item


def skipIf(condition, reason):
    return skip(reason) if condition else _same


def skipUnless(condition, reason):
    return _same if condition else skip(reason)


def expectedFailure(test_item):
    return _Failing(test_item)


_shown = repr


class _Raises:
    def __init__(self, case, expected, pattern=None, msg=None, name="assertRaises"):
        self._case = case
        self.expected = expected
        self._pattern = pattern
        self._msg = msg
        self.exception = None

    def __enter__(self):
        return self

    def _names(self):
        kinds = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        return kinds[0].__name__ if len(kinds) == 1 else str(self.expected)

    def __exit__(self, kind, error, trace):
        if kind is None:
            self._case._fail(self._msg, "%s not raised" % self._names())
        if not issubclass(kind, self.expected):
            return False
        _main._caught(error)
        self.exception = error
        if self._pattern is not None:
            import re

            found = re.search(self._pattern, str(error)) if isinstance(self._pattern, str) else self._pattern.search(str(error))
            if not found:
                pattern = self._pattern if isinstance(self._pattern, str) else self._pattern.pattern
                self._case._fail(self._msg, '"%s" does not match "%s"' % (pattern, str(error)))
        return True

    def run(self, function, args, kwargs):
        with self:
            function(*args, **kwargs)


class _Sub:
    def __init__(self, case, message, params):
        self._case = case
        self._label = "(%s)" % ", ".join(["%s=%r" % item for item in params.items()]) if params else ""
        if message:
            self._label = ("[%s] " % message + self._label).strip()

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None or not issubclass(kind, Exception) or self._case._result is None:
            return False
        if issubclass(kind, SkipTest):
            return False
        self._case._result._sub(self._case, self._label, error, issubclass(kind, AssertionError))
        self._case._subs_failed = True
        return True


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640
    _result = None
    _subs_failed = False

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []

    def setUp(self):
        pass

    def tearDown(self):
        pass

    def _begin(self):
        self.setUp()

    def _end(self):
        self.tearDown()

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return "%s.%s" % (_class_name(type(self)), self._testMethodName)

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 1

    def __str__(self):
        return "%s (%s)" % (self._testMethodName, self.id())

    def __repr__(self):
        return "<%s testMethod=%s>" % (_class_name(type(self)), self._testMethodName)

    def addCleanup(self, function, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _Sub(self, msg, params)

    def __call__(self, result=None):
        return self.run(result)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def run(self, result=None):
        if result is None:
            from unittest import TestResult

            result = TestResult()
        self._result = result
        self._subs_failed = False
        result.startTest(self)
        reason = getattr(type(self), "__unittest_skip__", None)
        if reason is not None:
            result.addSkip(self, reason)
            return result
        method = getattr(self, self._testMethodName)
        failing = isinstance(method, _Failing)
        if failing:
            function = method.function
            method = lambda: function(self)
        good = True
        expected = False
        try:
            self._begin()
        except BaseException as error:
            self._report(error)
            return result
        try:
            __awaited__(method())
        except Exception as error:
            if failing and not isinstance(error, SkipTest):
                expected = True
                result.addExpectedFailure(self, error)
            else:
                self._report(error)
            good = False
        for finish in (self._end, self.doCleanups):
            try:
                finish()
            except Exception as error:
                self._report(error)
                good = False
        if failing and good:
            result.addUnexpectedSuccess(self)
        elif good and not self._subs_failed:
            result.addSuccess(self)
        return result

    def _report(self, error):
        if isinstance(error, SkipTest):
            self._result.addSkip(self, str(error))
        elif isinstance(error, self.failureException):
            self._result.addFailure(self, error)
        else:
            self._result.addError(self, error)

    # Assertions.

    def _fail(self, msg, standard):
        if msg is None:
            text = standard
        else:
            text = "%s : %s" % (standard, msg) if self.longMessage else msg
        raise self.failureException(text)

    def fail(self, msg=None):
        raise self.failureException(msg)

    def assertTrue(self, expr, msg=None):
        if not expr:
            self._fail(msg, "%s is not true" % _shown(expr))

    def assertFalse(self, expr, msg=None):
        if expr:
            self._fail(msg, "%s is not false" % _shown(expr))

    def assertEqual(self, first, second, msg=None):
        if first == second:
            return
        kind = type(first)
        if kind is type(second):
            if kind in (list, tuple):
                return self.assertSequenceEqual(first, second, msg)
            if kind is dict:
                return self.assertDictEqual(first, second, msg)
            if kind in (set, frozenset):
                return self.assertSetEqual(first, second, msg)
            if kind is str:
                return self.assertMultiLineEqual(first, second, msg)
        self._fail(msg, "%s != %s" % (_shown(first), _shown(second)))

    def assertNotEqual(self, first, second, msg=None):
        if not first != second:
            self._fail(msg, "%s == %s" % (_shown(first), _shown(second)))

    def _differ(self, first, second, msg, standard, lines_1, lines_2):
        import difflib

        diff = "\n" + "\n".join(difflib.ndiff(lines_1, lines_2))
        if self.maxDiff is not None and len(diff) > self.maxDiff:
            diff = "\nDiff is %s characters long. Set self.maxDiff to None to see it." % len(diff)
        self._fail(msg, standard + diff)

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        kind = (seq_type or type(first)).__name__ + "s" if type(first) in (list, tuple) else "sequences"
        kind = kind[:1].upper() + kind[1:]
        if first == second or type(first) is not type(second) and list(first) == list(second):
            return
        text = "%s differ: %s != %s\n" % (kind, _shortened(first), _shortened(second))
        a, b = len(first), len(second)
        for at in range(min(a, b)):
            if first[at] != second[at]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (at, _shortened(first[at]), _shortened(second[at]))
                break
        kind = kind[:-1].lower()
        if a > b:
            text += "\nFirst %s contains %d additional elements.\nFirst extra element %d:\n%s\n" % (kind, a - b, b, _shortened(first[b]))
        elif b > a:
            text += "\nSecond %s contains %d additional elements.\nFirst extra element %d:\n%s\n" % (kind, b - a, a, _shortened(second[a]))
        from pprint import pformat

        self._differ(first, second, msg, text, pformat(first).splitlines(), pformat(second).splitlines())

    assertListEqual = assertTupleEqual = assertSequenceEqual

    def assertDictEqual(self, d1, d2, msg=None):
        if d1 != d2:
            from pprint import pformat

            text = "%s != %s" % (_shortened(d1), _shortened(d2))
            self._differ(d1, d2, msg, text, pformat(d1).splitlines(), pformat(d2).splitlines())

    def assertSetEqual(self, first, second, msg=None):
        lines = []
        for one, other, name in ((first, second, "first"), (second, first, "second")):
            extra = [item for item in one if item not in other]
            if extra:
                lines.append("Items in the %s set but not the %s:" % (name, "second" if name == "first" else "first"))
                lines.extend([repr(item) for item in extra])
        if lines:
            self._fail(msg, "\n".join(lines))

    def assertMultiLineEqual(self, first, second, msg=None):
        if first != second:
            text = "%s != %s" % (_shortened(first), _shortened(second))
            import difflib

            a, b = first.splitlines(True), second.splitlines(True)
            if len(a) == 1 and first.strip("\r\n") == first:
                a, b = [first + "\n"], [second + "\n"]
            self._fail(msg, text + "\n" + "".join(difflib.ndiff(a, b)))

    def assertCountEqual(self, first, second, msg=None):
        a, b = list(first), list(second)
        lines = []
        for value in a + b:
            if a.count(value) != b.count(value):
                line = "First has %d, Second has %d:  %r" % (a.count(value), b.count(value), value)
                if line not in lines:
                    lines.append(line)
        if lines:
            self._fail(msg, "Element counts were not equal:\n" + "\n".join(lines))

    def assertIs(self, expr1, expr2, msg=None):
        if expr1 is not expr2:
            self._fail(msg, "%s is not %s" % (_shown(expr1), _shown(expr2)))

    def assertIsNot(self, expr1, expr2, msg=None):
        if expr1 is expr2:
            self._fail(msg, "unexpectedly identical: %s" % _shown(expr1))

    def assertIsNone(self, obj, msg=None):
        if obj is not None:
            self._fail(msg, "%s is not None" % _shown(obj))

    def assertIsNotNone(self, obj, msg=None):
        if obj is None:
            self._fail(msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        if member not in container:
            self._fail(msg, "%s not found in %s" % (_shown(member), _shown(container)))

    def assertNotIn(self, member, container, msg=None):
        if member in container:
            self._fail(msg, "%s unexpectedly found in %s" % (_shown(member), _shown(container)))

    def assertIsInstance(self, obj, cls, msg=None):
        if not isinstance(obj, cls):
            self._fail(msg, "%s is not an instance of %r" % (_shown(obj), cls))

    def assertNotIsInstance(self, obj, cls, msg=None):
        if isinstance(obj, cls):
            self._fail(msg, "%s is an instance of %r" % (_shown(obj), cls))

    def assertLess(self, a, b, msg=None):
        if not a < b:
            self._fail(msg, "%s not less than %s" % (_shown(a), _shown(b)))

    def assertLessEqual(self, a, b, msg=None):
        if not a <= b:
            self._fail(msg, "%s not less than or equal to %s" % (_shown(a), _shown(b)))

    def assertGreater(self, a, b, msg=None):
        if not a > b:
            self._fail(msg, "%s not greater than %s" % (_shown(a), _shown(b)))

    def assertGreaterEqual(self, a, b, msg=None):
        if not a >= b:
            self._fail(msg, "%s not greater than or equal to %s" % (_shown(a), _shown(b)))

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            if diff > delta:
                self._fail(msg, "%r != %r within %r delta (%r difference)" % (first, second, delta, diff))
        elif round(diff, 7 if places is None else places) != 0:
            self._fail(msg, "%r != %r within %r places (%r difference)" % (first, second, 7 if places is None else places, diff))

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            if not first == second and diff > delta:
                return
            self._fail(msg, "%r == %r within %r delta (%r difference)" % (first, second, delta, diff))
        places = 7 if places is None else places
        if first == second or round(diff, places) == 0:
            self._fail(msg, "%r == %r within %r places" % (first, second, places))

    def _found(self, text, pattern):
        import re

        return pattern.search(text) if hasattr(pattern, "search") else re.search(pattern, text)

    def assertRegex(self, text, expected_regex, msg=None):
        if not self._found(text, expected_regex):
            self._fail(msg, "Regex didn't match: %r not found in %r" % (getattr(expected_regex, "pattern", expected_regex), text))

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        found = self._found(text, unexpected_regex)
        if found:
            pattern = getattr(unexpected_regex, "pattern", unexpected_regex)
            self._fail(msg, "Regex matched: %r matches %r in %r" % (found.group(0), pattern, text))

    def assertRaises(self, expected_exception, *args, **kwargs):
        context = _Raises(self, expected_exception, msg=kwargs.pop("msg", None) if not args else None)
        return context.run(args[0], args[1:], kwargs) if args else context

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        context = _Raises(self, expected_exception, expected_regex, kwargs.pop("msg", None) if not args else None)
        return context.run(args[0], args[1:], kwargs) if args else context

    def assertWarns(self, expected_warning, *args, **kwargs):
        context = _Warns(self, expected_warning)
        if not args:
            return context
        with context:
            args[0](*args[1:], **kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level)


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def addAsyncCleanup(self, func, *args, **kwargs):
        self.addCleanup(lambda: __awaited__(func(*args, **kwargs)))

    def _begin(self):
        self.setUp()
        __awaited__(self.asyncSetUp())

    def _end(self):
        __awaited__(self.asyncTearDown())
        self.tearDown()


class _Warns:
    def __init__(self, case, expected):
        self._case, self._expected = case, expected

    def __enter__(self):
        import warnings

        self._context = warnings.catch_warnings(record=True)
        self._caught = self._context.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, error, trace):
        self._context.__exit__(kind, error, trace)
        if kind is not None:
            return
        for caught in self._caught:
            if issubclass(caught.category, self._expected):
                self.warning = caught.message
                return
        self._case._fail(None, "%s not triggered" % self._expected.__name__)


class _Logs:
    def __init__(self, case, logger, level):
        self._case, self._logger, self._level = case, logger, level

    def __enter__(self):
        import logging

        self.records, self.output = [], []
        watcher = self

        class Capturing(logging.Handler):
            def emit(self, record):
                watcher.records.append(record)
                watcher.output.append("%s:%s:%s" % (record.levelname, record.name, record.getMessage()))

        logger = self._logger if isinstance(self._logger, logging.Logger) else logging.getLogger(self._logger)
        self._kept = logger, logger.handlers, logger.level, logger.propagate
        logger.handlers = [Capturing()]
        logger.setLevel(self._level or logging.INFO)
        logger.propagate = False
        return self

    def __exit__(self, kind, error, trace):
        logger, logger.handlers, logger.level, logger.propagate = self._kept
        if kind is None and not self.records:
            self._case._fail(None, "no logs of level %s or higher triggered on %s" % (self._level or "INFO", logger.name))


def _shortened(value, most=80):
    text = repr(value)
    return text if len(text) <= most else text[: most - 12] + " [truncated]..."


def _class_name(cls):
    return "%s.%s" % (getattr(cls, "__module__", "__main__"), cls.__name__)


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__("runTest")
        self.runTest = testFunc
