"""Documents, entities, annotations and search: everything of Glossator that needs no screen."""
