"""What makes a collection quick to ask: names, full text and mentions."""
