# unittest. Results go to stderr as in CPython; main() runs the tests of the session and does not end
# the step. Left out: discovery, test ids on a command line; differences in messages are short.
import sys
import time
from unittest.case import (
    FunctionTestCase, IsolatedAsyncioTestCase, SkipTest, TestCase, _class_name, expectedFailure, skip, skipIf, skipUnless,
)

__all__ = [
    "TestResult", "TestCase", "IsolatedAsyncioTestCase", "TestSuite", "TextTestRunner", "TestLoader", "FunctionTestCase",
    "main", "defaultTestLoader", "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure", "TextTestResult", "makeSuite",
]
_main = __import_c__("__main__")


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False
        self.failfast = False

    def startTest(self, test):
        self.testsRun += 1

    def stop(self):
        self.shouldStop = True

    def _trace(self, error):
        import traceback

        return "".join(traceback.format_exception(error))

    def addSuccess(self, test):
        pass

    def addFailure(self, test, error):
        self.failures.append((test, self._trace(error)))

    def addError(self, test, error):
        self.errors.append((test, self._trace(error)))

    def _sub(self, test, label, error, failed):
        (self.failures if failed else self.errors).append(("%s %s" % (test, label), self._trace(error)))

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, error):
        self.expectedFailures.append((test, self._trace(error)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def __repr__(self):
        return "<unittest.result.TestResult run=%d errors=%d failures=%d>" % (self.testsRun, len(self.errors), len(self.failures))


class TextTestResult(TestResult):
    def __init__(self, stream, descriptions, verbosity):
        super().__init__()
        self._put = stream.write
        self._verbose = verbosity > 1
        self._dots = verbosity == 1

    def startTest(self, test):
        super().startTest(test)
        if self._verbose:
            self._put("%s ... " % test)

    def _mark(self, dot, word):
        if self._verbose:
            self._put(word + "\n")
        elif self._dots:
            self._put(dot)

    def addSuccess(self, test):
        self._mark(".", "ok")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._mark("F", "FAIL")

    def addError(self, test, error):
        super().addError(test, error)
        self._mark("E", "ERROR")

    def _sub(self, test, label, error, failed):
        super()._sub(test, label, error, failed)
        self._mark("F" if failed else "E", "FAIL" if failed else "ERROR")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._mark("s", "skipped %r" % reason)

    def addExpectedFailure(self, test, error):
        super().addExpectedFailure(test, error)
        self._mark("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._mark("u", "unexpected success")

    def printErrors(self):
        if self._verbose or self._dots:
            self._put("\n")
        for kind, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, trace in found:
                self._put("=" * 70 + "\n%s: %s\n" % (kind, test) + "-" * 70 + "\n" + trace + "\n")
        if self.unexpectedSuccesses:
            self._put("=" * 70 + "\n")
            for test in self.unexpectedSuccesses:
                self._put("UNEXPECTED SUCCESS: %s\n" % test)


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __iter__(self):
        return iter(self._tests)

    def __call__(self, result):
        return self.run(result)

    def run(self, result):
        cls = None
        broken = False
        for test in self._tests:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            if type(test) is not cls:
                self._leave(cls, result)
                cls = type(test)
                broken = False
                try:
                    if getattr(cls, "__unittest_skip__", None) is None:
                        cls.setUpClass()
                except Exception as error:
                    broken = True
                    result.addError("setUpClass (%s)" % _class_name(cls), error)
            if not broken:
                test.run(result)
                if result.failfast and not result.wasSuccessful():
                    break
        self._leave(cls, result)
        return result

    def _leave(self, cls, result):
        if cls is not None and getattr(cls, "__unittest_skip__", None) is None:
            try:
                cls.tearDownClass()
            except Exception as error:
                result.addError("tearDownClass (%s)" % _class_name(cls), error)


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, testCaseClass):
        return sorted(set([name for name in dir(testCaseClass) if name.startswith(self.testMethodPrefix)]))

    def loadTestsFromTestCase(self, testCaseClass):
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return TestSuite([testCaseClass(name) for name in names])

    def _of(self, names):
        suite = TestSuite()
        for value in names:
            if isinstance(value, type) and issubclass(value, TestCase) and value not in (TestCase, FunctionTestCase):
                suite.addTest(self.loadTestsFromTestCase(value))
        return suite

    def loadTestsFromModule(self, module, **ignored):
        return self._of(list(module.__dict__.values()))

    def loadTestsFromName(self, name, module=None):
        names = _main._session if module is None else module.__dict__
        cls, _, method = name.rpartition(".")[2:] if name in names else name.partition(".")
        if name in names:
            return self.loadTestsFromTestCase(names[name])
        return TestSuite([names[cls](method)])

    def loadTestsFromNames(self, names, module=None):
        return TestSuite([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


def makeSuite(testCaseClass, prefix="test"):
    return defaultTestLoader.loadTestsFromTestCase(testCaseClass)


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, **ignored):
        self._stream = stream
        self.verbosity = verbosity
        self.failfast = failfast
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        stream = self._stream or sys.stderr
        result = self.resultclass(stream, True, self.verbosity)
        result.failfast = self.failfast
        start = time.time()
        test(result)
        taken = time.time() - start
        result.printErrors()
        count = result.testsRun
        stream.write("-" * 70 + "\nRan %d test%s in %.3fs\n\n" % (count, "" if count == 1 else "s", taken))
        notes = []
        for name, found in (("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
                            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)):
            if found:
                notes.append("%s=%d" % (name, len(found)))
        text = "OK" if result.wasSuccessful() else "FAILED"
        stream.write(text + " (%s)\n" % ", ".join(notes) if notes else text + "\n")
        return result


class main:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, **ignored):
        if argv and ("-v" in argv or "--verbose" in argv):
            verbosity = 2
        if defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else defaultTest
            suite = testLoader.loadTestsFromNames(names)
        elif isinstance(module, str):
            suite = testLoader._of(list(_main._session.values()))
        else:
            suite = testLoader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner(verbosity=verbosity, failfast=failfast or False)
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity)
        self.result = runner.run(suite)


TestProgram = main
