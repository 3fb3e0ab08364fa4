import random
import secrets

random.seed(42)
print(random.random(), random.randint(1, 100), random.randrange(10), random.randrange(0, 100, 5), random.choice("abcdef"))
print(random.sample(range(100), 5), random.sample(["a", "b", "c"], 2), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[9, 1], k=6))
x = list(range(10))
random.shuffle(x)
print(x, random.uniform(1, 2), random.gauss(0, 1), random.gauss(0, 1), random.normalvariate(10, 2))
print(random.expovariate(1.5), random.betavariate(2, 3), random.triangular(0, 10, 3), random.gammavariate(2, 1), random.gammavariate(0.5, 2))
print(random.getrandbits(8), random.getrandbits(32), random.getrandbits(100), random.getrandbits(0), random.randbytes(5))
print(random.paretovariate(3), random.weibullvariate(1, 2), random.lognormvariate(0, 1), random.vonmisesvariate(0, 4))
print([random.randint(0, 10**12) for _ in range(3)], random.randrange(10**20))
for seed in (0, 1, -5, 2**70, 12345, 3.5, -0.25, 1e10):
    random.seed(seed)
    print(seed, random.random(), random.randint(1, 6))
r = random.Random(7)
print([r.randint(1, 6) for _ in range(10)])
state = r.getstate()
a = [r.random() for _ in range(3)]
r.setstate(state)
print(a == [r.random() for _ in range(3)], state[0], len(state[1]), state[1][-1])
random.seed(3)
total = sum(random.random() for _ in range(2000))
print(total, random.random(), random.sample(range(10**6), 3), random.sample([1, 2], counts=[3, 2], k=4))
for wrong in (
    lambda: random.choice([]),
    lambda: random.randint(5, 1),
    lambda: random.randrange(0),
    lambda: random.randrange(5, 5),
    lambda: random.randrange(1, 10, 0),
    lambda: random.sample([1], 2),
    lambda: random.sample({1}, 1),
    lambda: random.choices([1, 2], weights=[1]),
    lambda: random.choices([1], weights=[0]),
    lambda: random.getrandbits(-1),
):
    try:
        wrong()
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
print(len(secrets.token_hex(8)), len(secrets.token_bytes(5)), secrets.randbelow(1), secrets.choice("a"), secrets.compare_digest("a", "a"))
print(0 <= random.SystemRandom().random() < 1)
