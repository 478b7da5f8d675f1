"""Names: people, organisations and places among the capitalised sequences of a document."""

from __future__ import annotations

from corpus.recognise.claims import Reading
from corpus.recognise.classify import Classifier
from corpus.recognise.guess import Guess
from corpus.recognise.sequences import Sequence, sequences
from corpus.recognise.undecided import Undecided
from corpus.recognise.vocabulary import vocabulary

__all__ = ["names"]


_DOTTED = ("jr", "sr", "inc", "corp", "ltd", "co")


def names(reading: Reading) -> None:
    """Classify every capitalised sequence; unclear ones in the light of the clear ones."""
    words = vocabulary()
    classifier = Classifier(reading, words)
    unclear: list[tuple[Sequence, Guess | None]] = []
    for sequence in list(sequences(reading, words)):
        for part in classifier.parts(sequence):
            guess = classifier.sure(part)
            if guess is None or classifier.doubtful(guess):
                unclear.append((part, guess))
            else:
                _claim(reading, classifier, guess)
    left: list[Sequence] = []
    for part, otherwise in unclear:
        guess = classifier.known(part) or otherwise
        if guess is not None:
            _claim(reading, classifier, guess)
            continue
        inner = list(classifier.inside(part))
        for guess in inner:
            _claim(reading, classifier, guess)
        if not inner:
            left.append(part)
    undecided = Undecided(reading, words, classifier.people)
    for part in left:
        undecided.add(part, countable=not classifier.hopeless(part))
    for guess in undecided.decided():
        _claim(reading, classifier, guess)
    for part in left:  # short forms of the names that were only guessed
        guess = classifier.known(part)
        if guess is not None:
            _claim(reading, classifier, guess)


def _claim(reading: Reading, classifier: Classifier, guess: Guess) -> None:
    tokens = reading.tokens
    start, end = tokens.starts[guess.first], tokens.ends[guess.last - 1]
    if tokens.lower[guess.last - 1] in _DOTTED and reading.document.text[end : end + 1] == ".":
        end += 1
    if reading.claim(start, end, guess.label, guess.family, guess.score):
        classifier.learn(guess)
