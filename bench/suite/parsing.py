# A tokenizer and a recursive parser for arithmetic, over 1,500 expressions.
def tokens_of(text):
    tokens = []
    index = 0
    while index < len(text):
        character = text[index]
        if character.isdigit():
            start = index
            while index < len(text) and text[index].isdigit():
                index += 1
            tokens.append(int(text[start:index]))
        else:
            if character != " ":
                tokens.append(character)
            index += 1
    tokens.append("end")
    return tokens


class Parser:
    def __init__(self, tokens):
        self.tokens = tokens
        self.index = 0

    def take(self):
        self.index += 1
        return self.tokens[self.index - 1]

    def sum(self):
        value = self.product()
        while self.tokens[self.index] in ("+", "-"):
            value = value + self.product() if self.take() == "+" else value - self.product()
        return value

    def product(self):
        value = self.atom()
        while self.tokens[self.index] == "*":
            self.take()
            value = value * self.atom() % 1000003
        return value

    def atom(self):
        token = self.take()
        if token == "(":
            token = self.sum()
            self.take()
        return token


total = 0
for n in range(1500):
    total += Parser(tokens_of("(%d + 12) * 3 - (4 * (%d - 7) + 18 * 2) * 5" % (n, n * 3))).sum()
print(total)
