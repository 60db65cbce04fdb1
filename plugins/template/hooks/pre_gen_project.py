"""Refuse names that cannot be those of a thing, a package and a module."""

import re
import sys

GIVEN = {
    "name": (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "{{ cookiecutter.name }}"),
    "package": (r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "{{ cookiecutter.package }}"),
    "module": (r"[a-z][a-z0-9]*(_[a-z0-9]+)*", "{{ cookiecutter.module }}"),
}

for key, (form, given) in GIVEN.items():
    if not re.fullmatch(form, given):
        sys.exit(f"{key} {given!r}: begin with a small letter; small letters, digits, dashes")

try:
    from newskit.host import Host
except ImportError:  # cookiecutter is installed elsewhere
    sys.exit()

KIND, NAME = "{{ cookiecutter.kind }}", GIVEN["name"][1]
if NAME in Host(frozenset()).builtins(KIND):
    sys.exit(f"name {NAME!r}: newskit has a {KIND} of that name; choose another one")
