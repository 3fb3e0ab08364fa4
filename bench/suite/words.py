# The words of a text of 45,000 words counted.
line = "the quick brown fox jumps over the lazy dog while a slow green turtle walks "
text = (line * 3000).strip()
counts = {}
for word in text.split():
    counts[word] = counts.get(word, 0) + 1
print(sum(counts.values()), sorted((count, word) for word, count in counts.items())[-3:])
