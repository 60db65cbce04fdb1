"""`newskit summarize`: focus and scores."""

import json

STORY = """\
The ferry line between Ellering and Skarholm will close in June.

It has lost money for six years. Prices of return tickets rose by forty percent.
"""
OTHER = "Fog closed the harbour on Monday. Nine ships wait outside.\n"


def test_what_is_asked_for_comes_first(bash) -> None:
    done = bash("newskit summarize -n 1 --query 'ticket price'", STORY)
    assert done.stdout == "Prices of return tickets rose by forty percent.\n"


def test_texts_that_say_nothing_about_it_are_counted(bash) -> None:
    bash("cat > a.txt", STORY)
    bash("cat > b.txt", OTHER)
    done = bash("newskit summarize --query ferry -n 1 a.txt b.txt")
    assert done.returncode == 0
    assert done.stdout == f"==> a.txt <==\n{STORY.splitlines()[0]}\n\n==> b.txt <==\n"
    assert "1 article: nothing about 'ferry'" in done.stderr


def test_a_query_without_a_word_is_a_mistake(bash) -> None:
    done = bash("newskit summarize --query '?!'", STORY)
    assert done.returncode == 2
    assert "--query '?!': there is no word in it" in done.stderr


def test_scores_stand_before_a_tab_and_in_the_mark(bash) -> None:
    done = bash("newskit summarize --scores -m lead -n 2", STORY)
    assert [line.split("\t")[0] for line in done.stdout.splitlines()] == ["1.0000", "0.5000"]
    (line,) = bash("newskit summarize --scores -m lead -n 2 -f jsonl", STORY).stdout.splitlines()
    assert [each["score"] for each in json.loads(line)["summary"]["sentences"]] == [1, 0.5]
