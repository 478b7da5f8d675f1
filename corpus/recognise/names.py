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
    unclear: list[Sequence] = []
    for sequence in list(sequences(reading, words)):
        for part in classifier.parts(sequence):
            guess = classifier.sure(part)
            if guess is None:
                unclear.append(part)
            else:
                _claim(reading, classifier, guess)
    undecided = Undecided(reading, words, classifier.people)
    for part in unclear:
        known = classifier.known(part)
        if known is not None:
            _claim(reading, classifier, known)
            continue
        parts = list(classifier.inside(part))
        for guess in parts:
            _claim(reading, classifier, guess)
        if not parts:
            undecided.add(part, countable=not classifier.hopeless(part))
    for guess in undecided.decided():
        _claim(reading, classifier, guess)


def _claim(reading: Reading, classifier: Classifier, guess: Guess) -> None:
    tokens = reading.tokens
    start, end = tokens.starts[guess.first], tokens.ends[guess.last - 1]
    if tokens.lower[guess.last - 1] in _DOTTED and reading.document.text[end : end + 1] == ".":
        end += 1
    if reading.claim(start, end, guess.label, guess.family, guess.score):
        classifier.learn(guess)
