"""Templates that tell other facts each time: what a tool must not take for copies.

A form has several phrasings of each sentence; an outlet has one of each, its template. `{person}`
is filled anew in each article (`{person1}` once an article), `[rose|fell]` is a choice.
"""

import random
import re
from collections.abc import Callable

from invented import body, figure, name, place
from texts import Text

Template = list[list[str]]
"""Paragraphs of sentences with open slots."""

_SLOT = re.compile(r"\{([a-z]+)(\d*)\}")
_CHOICE = re.compile(r"\[([^\]]*\|[^\]]*)\]")

_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "September"]

_FILLINGS: dict[str, Callable[[random.Random], str]] = {
    "person": name,
    "town": place,
    "body": body,
    "figure": figure,
    "percent": lambda rng: f"{rng.uniform(0.1, 9):.1f}",
    "index": lambda rng: f"{rng.uniform(1000, 40000):,.2f}",
    "degrees": lambda rng: str(rng.randint(-9, 38)),
    "small": lambda rng: str(rng.randint(2, 90)),
    "goals": lambda rng: str(rng.randint(0, 5)),
    "ticker": lambda rng: "".join(rng.choices("ABCDEFGKLMNPRSTVWXZ", k=4)),
    "day": lambda rng: rng.choice(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]),
    "date": lambda rng: f"{rng.choice(_MONTHS)} {rng.randint(1, 28)}, 2025",
}

_Form = list[list[tuple[str, ...]]]

_MARKET: _Form = [
    [
        (
            "Stocks [rose|fell|edged higher|slipped|ended mixed] on {day} as traders weighed the "
            "latest data on [jobs|prices|growth|housing] against the outlook for rates.",
            "Shares closed [higher|lower|little changed] on {day}, with investors looking past "
            "[weak|strong|mixed] figures on [jobs|prices|growth|trade] to the next move of the "
            "central bank.",
        ),
        (
            "The main index [gained|lost] {percent} percent to {index}, while the wider index "
            "[added|shed] {percent} percent and the technology index closed at {index}.",
            "The blue-chip index finished [up|down] {percent} percent at {index}; the technology "
            "index [climbed|dropped] {percent} percent to end the session at {index}.",
        ),
    ],
    [
        (
            "[Banks|Miners|Chip makers|Retailers|Airlines] led the [gainers|decliners] among the "
            "eleven sectors, with {body} [up|down] {percent} percent after its quarterly results.",
            "Among single stocks {body} [jumped|sank] {percent} percent after the company "
            "[raised|cut|confirmed] its forecast for the full year.",
        ),
        (
            "{body} was also active, [rising|falling] {percent} percent in heavy volume of "
            "{small} million shares.",
            "Shares of {body} [advanced|retreated] {percent} percent, the most since {date}.",
        ),
    ],
    [
        (
            "“The market is taking a breath after a strong run, and nobody wants to be caught on "
            "the wrong foot before the next decision,” said {person}, a strategist at {body}.",
            "“It is a session in which patience paid,” said {person}, who manages "
            "{small} billion dollars of shares at {body}.",
        ),
    ],
    [
        (
            "In the bond market, the yield on the ten-year note [rose|fell] to {percent} percent "
            "from {percent} percent late on the previous day.",
            "Government bonds [gained|weakened], leaving the ten-year yield at {percent} percent.",
        ),
        (
            "Crude oil [added|lost] {percent} percent to settle at ${small} a barrel, and gold was "
            "[up|down] {percent} percent at ${index} an ounce.",
            "Oil settled at ${small} a barrel, [up|down] {percent} percent on the day; gold "
            "[rose|fell] to ${index}.",
        ),
        (
            "In overseas trading, stocks [rose|fell] in Europe and [rose|fell] in most of Asia.",
            "Markets abroad were [mostly higher|mostly lower|mixed] before the opening.",
        ),
    ],
    [
        (
            "This report is compiled from prices at the close and from information of the "
            "exchanges. Figures are rounded, may be revised and are no advice to buy or to sell. "
            "Readers find the prices of all shares, funds and currencies in our tables, which are "
            "updated every fifteen minutes while the exchanges are open.",
            "All prices are those of the close unless we say otherwise. Past gains say nothing "
            "about the future, and what is written here is no investment advice. {body0} does not "
            "answer for errors or delays in the data, which come from the exchanges themselves.",
        ),
    ],
]

_WEATHER: _Form = [
    [
        (
            "A [mild|cold|wet|windy|bright] {day} lies ahead for {town} and its surroundings, "
            "with a high of {degrees} degrees and a low of {degrees} at night.",
            "Expect [sunshine|showers|clouds|fog|snow] over {town} on {day}, the forecasters at "
            "{body} say, with temperatures between {degrees} and {degrees} degrees.",
        ),
        (
            "The wind will blow from the [north|south|east|west] at up to {small} kilometres an "
            "hour, and the chance of rain is put at {small} percent.",
            "Winds of {small} kilometres an hour from the [north|south|east|west] keep the air "
            "[fresh|dry|damp]; the risk of a shower is {small} percent.",
        ),
    ],
    [
        (
            "Along the coast near {town} the sea stays [calm|rough|choppy], with water of "
            "{degrees} degrees.",
            "In the hills above {town} it will be some degrees colder, and frost is "
            "[likely|possible|ruled out].",
        ),
        (
            "Drivers should allow more time for their journeys and follow the advice of the "
            "road service, which has {small} vehicles on stand-by.",
            "The road service has no warnings in force for the region’s motorways this morning.",
        ),
    ],
    [
        (
            "The outlook for the rest of the week: [brighter|colder|warmer|unsettled], with "
            "{degrees} degrees by {day}. Our next forecast is published at six o’clock.",
            "Looking further ahead, {day} brings {degrees} degrees and [sun|rain|cloud]. "
            "This forecast is updated every six hours.",
        ),
    ],
]

_MATCH: _Form = [
    [
        (
            "{town1} [beat|edged|swept past] {town2} {goals}–{goals} on {day} night in front of "
            "{small},000 spectators, with {person1} scoring the decisive goal.",
            "A late goal by {person1} gave {town1} a {goals}–{goals} win over {town2} on {day}.",
        ),
        (
            "The visitors took the lead in the {small}th minute when {person2} headed home a "
            "corner, but {person3} levelled before half-time.",
            "{person2} had opened the scoring after {small} minutes, and {person3} answered from "
            "the penalty spot shortly before the break.",
        ),
    ],
    [
        (
            "“We showed character today and that is what I will remember from this match,” said "
            "{person}, the {town1} coach. “The lads gave everything.”",
            "“It was not our best football, but we take the three points and move on,” said "
            "{town1} coach {person}.",
        ),
        (
            "{town2} had {person} sent off in the second half after a second yellow card.",
            "For {town2}, {person} hit the post {small} minutes from time.",
        ),
    ],
    [
        (
            "The win lifts {town1} to {small} points from {small} matches, while {town2} stay in "
            "the lower half of the table. {town1} travel to {town} next [Saturday|Sunday].",
            "{town1} now have {small} points, {goals} behind the leaders, and host {town} next; "
            "{town2} are without a win in {goals} matches.",
        ),
    ],
]

_LAW: _Form = [
    [
        (
            "The law firm of {body0} reminds investors that a class action lawsuit has been filed "
            "on behalf of those who bought securities of {body1} (ticker: {ticker1}) between "
            "{date} and {date}, both dates inclusive.",
            "{body0}, a leading law firm for investors, announces that shareholders of {body1} "
            "(ticker: {ticker1}) who suffered losses have until {date} to ask the court to be "
            "appointed lead plaintiff.",
        ),
    ],
    [
        (
            "According to the complaint, the defendants made false and misleading statements or "
            "failed to disclose that the company’s [controls|sales figures|products|reserves] were "
            "not what investors had been told, and that, as a result, the public statements of "
            "the company were materially false at all relevant times.",
            "The lawsuit alleges that throughout the class period the company misstated its "
            "[controls|sales|trial results|reserves]; when the true details entered the market, "
            "the complaint says, investors suffered damages.",
        ),
    ],
    [
        (
            "If you bought shares during the class period you may be entitled to compensation "
            "without payment of any out-of-pocket fees or costs through a contingency fee "
            "arrangement.",
            "Shareholders who purchased shares in the period may be able to recover their losses "
            "at no cost or obligation to them, because the firm is paid only if it wins.",
        ),
        (
            "A lead plaintiff is a representative party acting on behalf of other class members "
            "in directing the litigation. No class has been certified yet. Until a class is "
            "certified, you are not represented by counsel unless you retain one, and you may "
            "choose to do nothing at this point; an investor’s ability to share in any recovery "
            "does not depend on serving as lead plaintiff.",
            "The lead plaintiff acts for all other members of the class and selects counsel to "
            "litigate the action. Any member of the class may move the court to serve in that "
            "role, or may do nothing and remain an absent member. Your share in any future "
            "recovery does not depend on whether you serve.",
        ),
    ],
    [
        (
            "The firm represents investors around the world and has recovered hundreds of "
            "millions of dollars for shareholders since its founding. Past results do not "
            "guarantee future outcomes. This is attorney advertising: the choice of a lawyer is "
            "an important decision and should not be based upon advertisements alone.",
            "Our attorneys have decades of experience in securities litigation and a record of "
            "success in courts across the country. Prior results do not guarantee a similar "
            "outcome with respect to any future matter. Attorney advertising.",
        ),
        ("To join the case about {ticker1}, call our office free of charge or send a letter.",),
    ],
]

_EARNINGS: _Form = [
    [
        (
            "{body1} on {day} reported [a profit|a loss|net income] of {figure} for its "
            "[first|second|third|fourth] quarter, after [a profit|a loss] of {figure} a year "
            "earlier.",
            "{body1} said on {day} that [profit|net income] in the [first|second|third|fourth] "
            "quarter [rose|fell] {percent} percent to ${small} million.",
        ),
        (
            "On a per-share basis, the {town}-based company said it had earnings of {small} cents, "
            "and adjusted for one-time gains and costs they came to {small} cents a share.",
            "Earnings per share were {small} cents, [above|below|in line with] the average "
            "estimate of {goals} analysts asked by {body}.",
        ),
    ],
    [
        (
            "The results [topped|missed|met] the expectations of Wall Street, and the maker of "
            "[pumps|software|furniture|vaccines|engines] posted revenue of ${small}.{goals} "
            "million in the period, also [above|below] forecasts.",
            "Revenue [climbed|slid] {percent} percent to ${small} million, which the company put "
            "down to [demand|prices|currencies|the weather] in its largest market.",
        ),
        (
            "“We are pleased with the progress of our teams in a demanding environment,” chief "
            "executive {person} said in a statement.",
            "“The quarter shows that our plan works,” said {person}, who took over as chief "
            "executive on {date}.",
        ),
    ],
    [
        (
            "For the current quarter the company expects revenue in the range of ${small} million "
            "to ${small} million. {body1} shares have [risen|fallen] {small} percent since the "
            "beginning of the year.",
            "The company [raised|kept|lowered] its outlook for the year. The stock has "
            "[gained|lost] {small} percent in the last 12 months.",
        ),
    ],
]

FORMS: dict[str, _Form] = {
    "market": _MARKET,
    "weather": _WEATHER,
    "match": _MATCH,
    "law": _LAW,
    "earnings": _EARNINGS,
}


def template(rng: random.Random, form: str) -> Template:
    """Choose an outlet's phrasing of each sentence of a form; `{body0}` is the outlet's own."""
    own = body(rng)
    chosen = [[rng.choice(phrasings) for phrasings in paragraph] for paragraph in FORMS[form]]
    return [[sentence.replace("{body0}", own) for sentence in part] for part in chosen]


def fill(rng: random.Random, template: Template) -> Text:
    """Write an article from a template: every slot and every choice is drawn anew."""
    known: dict[str, str] = {}

    def filling(slot: re.Match[str]) -> str:
        value = known.get(slot[0]) or _FILLINGS[slot[1]](rng)
        if slot[2]:
            known[slot[0]] = value
        return value

    def choice(slot: re.Match[str]) -> str:
        return rng.choice(str(slot[1]).split("|"))

    return [
        [_SLOT.sub(filling, _CHOICE.sub(choice, sentence)) for sentence in paragraph]
        for paragraph in template
    ]
