import io
import unittest


class Maths(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        print("setUpClass")

    @classmethod
    def tearDownClass(cls):
        print("tearDownClass")

    def setUp(self):
        self.value = 5
        self.addCleanup(lambda: None)

    def tearDown(self):
        self.value = None

    def test_good(self):
        self.assertEqual(self.value, 5)
        self.assertNotEqual(1, 2)
        self.assertTrue([1])
        self.assertFalse("")
        self.assertIs(None, None)
        self.assertIsNot([], [])
        self.assertIsNone(None)
        self.assertIsNotNone(0)
        self.assertIn(1, [1])
        self.assertNotIn(2, [1])
        self.assertIsInstance(1, int)
        self.assertNotIsInstance("", int)
        self.assertLess(1, 2)
        self.assertLessEqual(2, 2)
        self.assertGreater(2, 1)
        self.assertGreaterEqual(2, 2)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertAlmostEqual(1, 1.4, delta=0.5)
        self.assertNotAlmostEqual(1, 2)
        self.assertRegex("abc", "b+")
        self.assertNotRegex("abc", "d")
        self.assertCountEqual([1, 2, 2], [2, 1, 2])
        self.assertListEqual([1], [1])
        self.assertDictEqual({}, {})
        self.assertSetEqual({1}, {1})
        self.assertTupleEqual((1,), (1,))
        self.assertSequenceEqual([1], (1,))
        self.assertMultiLineEqual("a", "a")
        with self.assertRaises(ZeroDivisionError):
            1 / 0
        with self.assertRaises(ValueError) as context:
            int("x")
        self.assertIn("invalid literal", str(context.exception))
        with self.assertRaisesRegex(ValueError, "bad .*"):
            raise ValueError("bad thing")
        self.assertRaises(KeyError, lambda: {}["a"])
        self.assertRaises((KeyError, IndexError), [].pop)
        self.assertRaisesRegex(TypeError, "x", self.raising, "x")

    def raising(self, text):
        raise TypeError(text)

    @unittest.skip("not now")
    def test_skipped(self):
        print("never")

    @unittest.skipIf(True, "condition")
    def test_skipped_if(self):
        print("never")

    @unittest.skipUnless(True, "runs")
    def test_runs(self):
        self.assertTrue(True)

    @unittest.expectedFailure
    def test_expected(self):
        self.assertEqual(1, 2)

    def test_skip_inside(self):
        self.skipTest("inside")


class Failing(unittest.TestCase):
    def test_equal(self):
        self.assertEqual(1, 2)

    def test_message(self):
        self.assertEqual(1, 2, "with a message")

    def test_true(self):
        self.assertTrue(0)

    def test_lists(self):
        self.assertEqual([1, 2, 3], [1, 5, 3, 4])

    def test_dicts(self):
        self.assertEqual({"a": 1}, {"a": 2})

    def test_strings(self):
        self.assertEqual("one\ntwo\n", "one\ntoo\n")

    def test_short_strings(self):
        self.assertEqual("kitten", "sitten")

    def test_sets(self):
        self.assertEqual({1}, {2})

    def test_in(self):
        self.assertIn(5, [1, 2])

    def test_raises(self):
        with self.assertRaises(ValueError):
            pass

    def test_almost(self):
        self.assertAlmostEqual(1.0, 1.1)

    def test_error(self):
        raise KeyError("k")

    def test_regex(self):
        self.assertRegex("abc", "x")

    def test_fail(self):
        self.fail("failed")

    def test_sub(self):
        for n in range(3):
            with self.subTest(n=n):
                self.assertNotEqual(n, 1)

    def test_greater(self):
        self.assertGreater(1, 2)

    def test_count(self):
        self.assertCountEqual([1, 1], [1])

    def test_none(self):
        self.assertIsNone(5)


@unittest.skip("whole class")
class Skipped(unittest.TestCase):
    def test_x(self):
        pass


def run(cls):
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromTestCase(cls).run(result)
    return result


for cls in (Maths, Failing, Skipped):
    result = run(cls)
    print(cls.__name__, result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), result.wasSuccessful())
    for test, trace in result.failures + result.errors:
        print("--", test)
        lines = trace.split("\n")
        start = [at for at, line in enumerate(lines) if line and not line.startswith(" ") and not line.startswith("Traceback")][0]
        print("\n".join(lines[start:]))
    for test, reason in result.skipped:
        print(test.id(), reason)
stream = io.StringIO()
suite = unittest.TestSuite()
suite.addTest(Maths("test_good"))
suite.addTest(Maths("test_skipped"))
suite.addTest(Failing("test_equal"))
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
text = stream.getvalue()
print([line for line in text.split("\n") if line and "File" not in line and not line.startswith("Ran") and not line.startswith("    ")])
print(suite.countTestCases(), result.wasSuccessful(), unittest.TestLoader().getTestCaseNames(Maths), Maths("test_good"), repr(Maths("test_good")))
stream = io.StringIO()
unittest.TextTestRunner(stream=stream).run(unittest.TestLoader().loadTestsFromTestCase(Maths))
print(stream.getvalue().split("\n")[0], stream.getvalue().strip().split("\n")[-1])
