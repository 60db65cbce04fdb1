"""`newskit clean`: texts without their boilerplate, and what was cut."""

import json

TITLE = "Bridge closed\n\n"
STORY = "The harbour bridge will stay closed until Friday.\n\nEngineers found two cracked bolts.\n"
BODY = f"By Jane Doe\n\n{STORY}\nFollow us on Facebook\n"
PAGE = TITLE + BODY


def test_a_text_is_answered_with_text(bash) -> None:
    done = bash("newskit clean", PAGE)
    assert done.stdout == TITLE + STORY
    assert "1 article, 2 cuts" in done.stderr


def test_several_texts_are_read_again_as_several(bash) -> None:
    bash("cat > a.txt", PAGE)
    bash("cat > b.txt", TITLE + STORY)
    again = bash("newskit clean a.txt b.txt | newskit clean -f jsonl -").stdout.splitlines()
    found = [json.loads(line) for line in again]
    assert [(each["title"], each["text"]) for each in found] == [
        ("Bridge closed", STORY.strip())
    ] * 2


def test_json_lines_keep_what_was_cut(bash) -> None:
    line = json.dumps({"id": "a", "text": BODY, "desk": "sea"})
    (out,) = bash("newskit clean", line).stdout.splitlines()
    found = json.loads(out)
    assert found["text"] == STORY.strip()
    assert found["desk"] == "sea"
    assert [cut["rule"] for cut in found["cut"]] == ["byline", "follow"]
    assert bash("newskit clean", out).stdout.splitlines() == [out]


def test_a_report_names_file_rule_and_text(bash) -> None:
    bash("cat > page.txt", PAGE + "x" * 90 + " All rights reserved.\n")
    bash("cat > story.txt", STORY)
    report = bash("newskit clean --report page.txt story.txt").stdout.splitlines()
    assert report[:3] == [
        "page.txt",
        "  byline            By Jane Doe",
        "  follow            Follow us on Facebook",
    ]
    assert report[3].startswith("  copyright         xxx")
    assert report[3].endswith(" …")
    assert len(report) == 4


def test_a_report_for_machines(bash) -> None:
    bash("cat > page.txt", PAGE)
    lines = bash("newskit clean --report -f jsonl page.txt").stdout.splitlines()
    first = json.loads(lines[0])
    assert first["path"] == "page.txt"
    assert BODY[first["start"] : first["end"]] == first["text"] == "By Jane Doe"
    assert first["noted"] == {"by": "Jane Doe"}
    assert len(lines) == 2


def test_the_digest_of_cleaned_articles_is_that_of_the_articles(bash) -> None:
    bash("cat > in.jsonl", "\n".join(json.dumps({"id": i, "text": BODY + i}) for i in "ab"))
    plain = bash("newskit digest in.jsonl -f json").stdout
    cleaned = bash("newskit clean in.jsonl | newskit digest -f json").stdout
    sentences = [
        [each["text"] for each in json.loads(out)["stories"][0]["summary"]["sentences"]]
        for out in (plain, cleaned)
    ]
    assert sentences[0] == sentences[1] != []


def test_an_unknown_form_is_a_mistake(bash) -> None:
    assert bash("newskit clean -f pdf", PAGE).returncode == 2


def test_a_report_has_two_forms(bash) -> None:
    assert bash("newskit clean --report -f pdf", PAGE).returncode == 2
