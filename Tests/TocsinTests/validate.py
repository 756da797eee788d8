"""Holds JSON Lines against a JSON Schema with a validator that shares no code with Tocsin.

usage: validate.py SCHEMA < LINES

Prints one line for each violation and ends with 1 if there is any; `format` is checked too.
"""
import json
import sys

from jsonschema import Draft202012Validator, FormatChecker


def main(path):
    with open(path, encoding="utf-8") as file:
        schema = json.load(file)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    violations = 0
    for number, line in enumerate(sys.stdin, 1):
        for error in validator.iter_errors(json.loads(line)):
            violations += 1
            print(f"line {number}: /{'/'.join(map(str, error.absolute_path))}: {error.message}")
    return 1 if violations else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
