"""Facts about entities and words, counted over a whole collection; pure, no screen."""
