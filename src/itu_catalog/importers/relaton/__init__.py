"""The community dataset ``relaton-data-itu``: one YAML file for each document of ITU."""
