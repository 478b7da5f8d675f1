"""The colour themes that come with Glossator, one YAML file each."""
