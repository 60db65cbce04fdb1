"""What the command prints, and what every command promises."""

from newskit.testing import CommandContract, Newskit


class TestContract(CommandContract):
    plugin = "mine"
    arguments = ("-",)


def test_words_are_counted(newskit_cli: Newskit) -> None:
    line = '{"title": "Fog", "text": "No ferry sails today."}'
    done = newskit_cli("mine", "-", stdin=line)
    assert (done.returncode, done.stdout) == (0, "4\tFog\n")
