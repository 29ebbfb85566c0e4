"""The cleaning rules, in the order in which they speak. The first rule that decides a line has the last word.

A rule is a function `(Draft) -> (index, Verdict) ...`; its docstring is its manual and its test. To add
one, write it in the file of its theme and put its name in RULES at the place where it shall speak.
"""

from __future__ import annotations

from sitegen.model.document import Document
from sitegen.opinion.chain import Chain
from sitegen.rules import (
    asides,
    asked,
    dating,
    edges,
    furniture,
    head,
    kickers,
    lists,
    located,
    opinion,
    people,
    pictures,
    structure,
    titles,
)
from sitegen.rules.draft import Draft, Rule

RULES: tuple[Rule, ...] = tuple(
    map(
        Rule,
        (
            asked.keep_asked_lines,
            located.drop_outside_story,
            dating.read_date_lines,
            furniture.drop_labels,
            edges.drop_agency_tails,
            edges.read_tag_lines,
            head.read_joined_furniture,
            people.read_bylines,
            dating.read_dated_lines,
            dating.read_other_date_lines,
            pictures.read_credits,
            pictures.read_captions,
            lists.head_key_points,
            lists.keep_key_points,
            titles.find_title,
            titles.drop_title_repeats,
            kickers.read_breadcrumb,
            kickers.find_kicker,
            pictures.find_lead_picture,
            people.read_name_lines,
            people.read_likely_bylines,
            people.drop_biographies,
            edges.find_standfirst,
            furniture.drop_marks,
            asides.keep_notes,
            furniture.drop_embed_addresses,
            furniture.drop_prompts,
            asides.drop_pull_quotes,
            edges.drop_tail_lists,
            lists.keep_numbered,
            lists.keep_number_rows,
            asides.keep_lead_ins,
            located.drop_unlocated,
            opinion.drop_by_place,
            structure.drop_stray_breaks,
            lists.keep_spoken_lines,
            structure.find_subheads,
            structure.keep_marked,
            structure.keep_paragraphs,
        ),
    )
)


def judge(
    document: Document,
    *,
    without: frozenset[str] = frozenset(),
    keep_lines: tuple[str, ...] = (),
    weights: Chain | None = None,
) -> Draft:
    """Apply the rules in their order.

    without     names of rules to leave out for this run
    keep_lines  lines that an editor wants to stay, see asked.keep_asked_lines
    weights     a line model to use instead of sitegen's own

    Every block of the draft that comes back has a verdict: the last rule decides all that is open.
    """
    draft = Draft.of(document, weights, keep_lines)
    for rule in RULES:
        if rule.name not in without:
            draft = rule(draft)
    return draft
