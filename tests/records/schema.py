"""The schemas in docs/records, checked by other hands: each is a schema, each takes its example, and over the cases in
tests/cases/records/json each takes what our reader takes and refuses what our reader refuses."""
import json
import pathlib
import sys

try:
    import jsonschema
except ImportError:
    print("python3-jsonschema is not installed; skipped")
    sys.exit(77)

DOCS = pathlib.Path("docs/records")
CASES = pathlib.Path("tests/cases/records/json")
# What a schema cannot say, or says in a place that a schema does not look at: check letters, days of the calendar,
# rules over two fields, and bytes that are no JSON or say one thing twice.
BEYOND_A_SCHEMA = {"ticket-wrong-check", "created-no-day", "place-address-without", "member-twice", "nested-deep"}


def validators():
    for file in sorted(DOCS.glob("*.schema.json")):
        schema = json.loads(file.read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        yield file.name.removesuffix(".schema.json"), jsonschema.Draft202012Validator(schema)


def is_taken(by, document):
    kind = document.get("kind") if isinstance(document, dict) else None
    return kind in by and by[kind].is_valid(document)


def main():
    by = dict(validators())
    wrong = []
    examples = sorted((DOCS / "examples").glob("*.json"))
    for file in examples:
        for error in by[file.stem].iter_errors(json.loads(file.read_text())):
            wrong.append(f"{file}: {error.message}")
    seen = 0
    for case in sorted(CASES.iterdir()):
        expected = (case / "expected").read_text().startswith("{")
        try:
            taken = is_taken(by, json.loads((case / "in").read_bytes()))
        except ValueError:
            taken = False
        seen += 1
        if taken != (expected or case.name in BEYOND_A_SCHEMA):
            wrong.append(f"{case.name}: our reader says {expected}, the schema says {taken}")
    print(f"{len(by)} schemas, {len(examples)} examples, {seen} cases")
    print("\n".join(wrong))
    return 1 if wrong or len(by) < 9 or len(examples) < 8 or seen < 40 else 0


sys.exit(main())
