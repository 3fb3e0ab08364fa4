# random: CPython's numbers for a seed. The Mersenne Twister keeps its words as halves of 16 bits: whole
# ones would be objects on the heap, some twenty for every number.
from math import acos as _acos, cos as _cos, e as _e, exp as _exp, floor as _floor, log as _log, pi as _pi
from math import sin as _sin, sqrt as _sqrt

_N = 624
_M = 397
_MAGIC = 4 * _exp(-0.5) / _sqrt(2.0)
_LOG4 = _log(4.0)
_SG_MAGIC = 1.0 + _log(4.5)
TWOPI = 2.0 * _pi
_PRIME = (1 << 61) - 1


def _os_bits(bits):
    native = __import_c__("random").getrandbits
    value = 0
    while bits > 0:
        part = min(bits, 16)
        value = value << part | native(part)
        bits -= part
    return value


def _float_hash(x):
    # hash(x) as CPython has it, without a sign.
    if x - x != 0:
        return 314159 if x > 0 else (1 << 64) - 314159 if x < 0 else 0
    n, d = x.as_integer_ratio()
    value = abs(n) % _PRIME * pow(d, _PRIME - 2, _PRIME) % _PRIME
    return ((1 << 64) - value) % (1 << 64) if x < 0 else value


class Random:
    def __init__(self, x=None):
        self.gauss_next = None
        self._high = self._low = None  # the state
        self._next = _N  # the place of the next number of the block
        self._block_high = self._block_low = ()
        if x is not None:
            self.seed(x)

    def seed(self, a=None, version=2):
        self.gauss_next = None
        if a is None:
            self._high = self._low = None
            self._next = _N
            return
        if isinstance(a, (str, bytes, bytearray)):
            if version == 1 and isinstance(a, str):
                x = ord(a[0]) << 7 if a else 0
                for character in a:
                    x = ((1000003 * x) ^ ord(character)) & 0xFFFFFFFFFFFFFFFF
                x ^= len(a)
                a = -2 if x == -1 else x
            else:
                import hashlib

                data = a.encode() if isinstance(a, str) else bytes(a)
                a = int.from_bytes(data + hashlib.sha512(data).digest(), "big")
        elif isinstance(a, float):
            a = _float_hash(a)
        elif not isinstance(a, int):
            raise TypeError(
                "The only supported seed types are: None,\nint, float, str, bytes, and bytearray."
            )
        self._seed_int(abs(a))

    def _seed_int(self, n):
        key = [n & 0xFFFFFFFF]
        n >>= 32
        while n:
            key.append(n & 0xFFFFFFFF)
            n >>= 32
        state = [19650218]
        for i in range(1, _N):
            last = state[i - 1]
            state.append((1812433253 * (last ^ (last >> 30)) + i) & 0xFFFFFFFF)
        i, j = 1, 0
        for _ in range(max(_N, len(key))):
            last = state[i - 1]
            state[i] = ((state[i] ^ ((last ^ (last >> 30)) * 1664525)) + key[j] + j) & 0xFFFFFFFF
            i += 1
            j += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
            if j >= len(key):
                j = 0
        for _ in range(_N - 1):
            last = state[i - 1]
            state[i] = ((state[i] ^ ((last ^ (last >> 30)) * 1566083941)) - i) & 0xFFFFFFFF
            i += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
        state[0] = 0x80000000
        self._set_words(state)
        self._next = _N

    def _set_words(self, words):
        self._high = [word >> 16 for word in words]
        self._low = [word & 0xFFFF for word in words]

    def _twist(self):
        # The next block of numbers.
        if self._high is None:
            native = __import_c__("random").getrandbits
            self._high = [native(16) for _ in range(_N)]
            self._low = [native(16) for _ in range(_N)]
        high, low = self._high, self._low
        for k in range(_N):
            after = k + 1 if k < 623 else 0
            far = k + 397 if k < 227 else k - 227
            h = (high[k] & 0x8000) | (high[after] & 0x7FFF)
            l = low[after]
            if l & 1:
                high[k] = high[far] ^ (h >> 1) ^ 0x9908
                low[k] = low[far] ^ (l >> 1) ^ ((h & 1) << 15) ^ 0xB0DF
            else:
                high[k] = high[far] ^ (h >> 1)
                low[k] = low[far] ^ (l >> 1) ^ ((h & 1) << 15)
        self._temper()
        self._next = 0

    def _temper(self):
        block_high, block_low = [], []
        low = self._low
        for k, h in enumerate(self._high):
            l = low[k]
            l ^= ((h << 5) | (l >> 11)) & 0xFFFF
            h ^= h >> 11
            h ^= ((h << 7) | (l >> 9)) & 0x9D2C
            l ^= (l << 7) & 0x5680
            h ^= ((h << 15) | (l >> 1)) & 0xEFC6
            l ^= h >> 2
            block_high.append(h)
            block_low.append(l)
        self._block_high, self._block_low = block_high, block_low

    def random(self):
        i = self._next
        if i > 622:
            return self._random_over()
        self._next = i + 2
        high, low = self._block_high, self._block_low
        a = (high[i] << 11) | (low[i] >> 5)
        i += 1
        return (a * 67108864.0 + ((high[i] << 10) | (low[i] >> 6))) * 1.1102230246251565e-16

    def _random_over(self):
        # At the end of a block.
        a = self.getrandbits(27)
        return (a * 67108864.0 + self.getrandbits(26)) * 1.1102230246251565e-16

    def getrandbits(self, k):
        if k <= 30:
            if k <= 0:
                if k < 0:
                    raise ValueError("number of bits must be non-negative")
                return 0
            i = self._next
            if i >= 624:
                self._twist()
                i = 0
            self._next = i + 1
            if k <= 16:
                return self._block_high[i] >> (16 - k)
            return (self._block_high[i] << (k - 16)) | (self._block_low[i] >> (32 - k))
        value = 0
        shift = 0
        while k > 0:
            i = self._next
            if i >= 624:
                self._twist()
                i = 0
            self._next = i + 1
            word = (self._block_high[i] << 16) | self._block_low[i]
            value |= (word >> (32 - k) if k < 32 else word) << shift
            shift += 32
            k -= 32
        return value

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def getstate(self):
        if self._high is None:
            self._twist()
        words = [high << 16 | low for high, low in zip(self._high, self._low)]
        return (3, tuple(words + [self._next]), self.gauss_next)

    def setstate(self, state):
        version, internal, gauss_next = state
        if version != 3:
            raise ValueError("state with version %s passed to Random.setstate() of version 3" % version)
        self._set_words(internal[:_N])
        self._temper()
        self._next = internal[_N]
        self.gauss_next = gauss_next

    def _below(self, n):
        if not n:
            return 0
        k = n.bit_length()
        value = self.getrandbits(k)
        while value >= n:
            value = self.getrandbits(k)
        return value

    # Whole numbers.

    def randrange(self, start, stop=None, step=1):
        start = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        stop = _index(stop)
        width = stop - start
        step = _index(step)
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError("empty range for randrange() (%d, %d, %d)" % (start, stop, width))
        if step > 0:
            n = (width + step - 1) // step
        elif step < 0:
            n = (width + step + 1) // step
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._below(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Sequences.

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        below = self._below
        for i in range(len(x) - 1, 0, -1):
            j = below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if isinstance(population, (set, frozenset, dict)) or not hasattr(population, "__getitem__") and not isinstance(population, (list, tuple, str, range, bytes)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            return self._counted_sample(population, k, list(counts), n)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        below = self._below
        chosen = [None] * k
        limit = 21
        if k > 5:
            limit += 4 ** _ceil_log4(k * 3)
        if n <= limit:
            pool = list(population)
            for i in range(k):
                j = below(n - i)
                chosen[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            taken = set()
            for i in range(k):
                j = below(n)
                while j in taken:
                    j = below(n)
                taken.add(j)
                chosen[i] = population[j]
        return chosen

    def _counted_sample(self, population, k, counts, n):
        sums = []
        total = 0
        for count in counts:
            total += count
            sums.append(total)
        if len(sums) != n:
            raise ValueError("The number of counts does not match the population")
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        from bisect import bisect

        return [population[bisect(sums, place)] for place in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        random = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                n += 0.0
                return [population[int(random() * n)] for _ in range(k)]
            if isinstance(weights, int):
                raise TypeError("The number of choices must be a keyword argument: k=%d" % weights)
            cum_weights = []
            total = 0
            for weight in weights:
                total = total + weight
                cum_weights.append(total)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if total - total != 0:
            raise ValueError("Total of weights must be finite")
        from bisect import bisect

        last = n - 1
        return [population[bisect(cum_weights, random() * total, 0, last)] for _ in range(k)]

    # Real numbers.

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * _sqrt(u * c)

    def normalvariate(self, mu=0.0, sigma=1.0):
        random = self.random
        while True:
            u1 = random()
            u2 = 1.0 - random()
            z = _MAGIC * (u1 - 0.5) / u2
            if z * z / 4.0 <= -_log(u2):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self.gauss_next
        self.gauss_next = None
        if z is None:
            angle = self.random() * TWOPI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self.gauss_next = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd=1.0):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        random = self.random
        if kappa <= 1e-6:
            return TWOPI * random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_pi * random())
            d = z / (r + z)
            u = random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        return (mu + _acos(f)) % TWOPI if random() > 0.5 else (mu - _acos(f)) % TWOPI

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        random = self.random
        if alpha > 1.0:
            inverse = _sqrt(2.0 * alpha - 1.0)
            b = alpha - _LOG4
            c = alpha + inverse
            while True:
                u1 = random()
                if not 1e-7 < u1 < 0.9999999:
                    continue
                u2 = 1.0 - random()
                v = _log(u1 / (1.0 - u1)) / inverse
                x = alpha * _exp(v)
                z = u1 * u1 * u2
                r = b + c * v - x
                if r + _SG_MAGIC - 4.5 * z >= 0.0 or r >= _log(z):
                    return x * beta
        if alpha == 1.0:
            return -_log(1.0 - random()) * beta
        while True:
            u = random()
            b = (_e + alpha) / _e
            p = b * u
            x = p ** (1.0 / alpha) if p <= 1.0 else -_log((b - p) / alpha)
            u1 = random()
            if p > 1.0:
                if u1 <= x ** (alpha - 1.0):
                    break
            elif u1 <= _exp(-x):
                break
        return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


def _index(value):
    if isinstance(value, int):
        return value
    method = getattr(value, "__index__", None)
    if method is None:
        raise TypeError("%r object cannot be interpreted as an integer" % type(value).__name__)
    return method()


def _ceil_log4(x):
    # The least power of four that is not below x, by its exponent.
    exponent = 0
    while 4**exponent < x:
        exponent += 1
    return exponent


class SystemRandom(Random):
    # Numbers of the browser's own generator; they have no seed and no state.
    def seed(self, *args, **kwargs):
        return None

    def random(self):
        return (_os_bits(27) * 67108864.0 + _os_bits(26)) * 1.1102230246251565e-16

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        return _os_bits(k)

    def _no_state(self, *args):
        raise NotImplementedError("System entropy source does not have state.")

    getstate = setstate = _no_state


_inst = Random()
seed = _inst.seed
random = _inst.random
uniform = _inst.uniform
triangular = _inst.triangular
randint = _inst.randint
choice = _inst.choice
randrange = _inst.randrange
sample = _inst.sample
shuffle = _inst.shuffle
choices = _inst.choices
normalvariate = _inst.normalvariate
lognormvariate = _inst.lognormvariate
expovariate = _inst.expovariate
vonmisesvariate = _inst.vonmisesvariate
gammavariate = _inst.gammavariate
gauss = _inst.gauss
betavariate = _inst.betavariate
paretovariate = _inst.paretovariate
weibullvariate = _inst.weibullvariate
getstate = _inst.getstate
setstate = _inst.setstate
getrandbits = _inst.getrandbits
randbytes = _inst.randbytes
