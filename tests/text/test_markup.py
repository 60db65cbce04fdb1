"""The text of a fragment of HTML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newskit.text.markup import plain_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("Just  text\nhere.", "Just text here."),
        ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
        ("<p>One.<p>Two.", "One.\n\nTwo."),
        ("One.<br>Two.<br/><br />Three.", "One.\nTwo.\nThree."),
        ("<div>A <b>bold</b>, <a href='x'>linked</a>\n  word.</div>", "A bold, linked word."),
        ("Fog &amp; rain&nbsp;&#8211; &quot;all day&quot; &lt;b&gt;", 'Fog & rain – "all day" <b>'),
        ("<ul><li>One<li>Two</ul>", "One\n\nTwo"),
        ("<table><tr><td>A<td>1<tr><td>B<td>2</table>", "A 1\n\nB 2"),
        ("<script>x()</script><style>p{}</style><!-- no -->Yes.", "Yes."),
        ("<title>No</title><h1>Fog</h1>Text", "Fog\n\nText"),
        ("a < b and c > d", "a < b and c > d"),
        ("</p></b>Text<i>", "Text"),
        ("<p>half a \ud83d pair\0</p>", "half a ? pair"),
        ("<div>" * 3000 + "Deep." + "</div>" * 3000 + "After.", "Deep.\n\nAfter."),
    ],
)
def test_text_of_markup(markup: str, text: str) -> None:
    assert plain_text(markup) == text


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<",
                ">",
                "&",
                "&#0;",
                "&#xd800;",
                "<!--",
                "-->",
                "<![CDATA[",
                "<b",
                ' x="',
                "t",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_nothing_is_too_strange(markup: str) -> None:
    assert "\n\n\n" not in plain_text(markup)
    plain_text(markup).encode("utf-8")
