"""The sample collection: texts written for Glossator, their label set and gold annotations."""
