"""What the pages for readers, teachers and contributors name is there."""

import re

import pytest

from tests.course import ROOT

PAGES = sorted(path.name for path in ROOT.glob("*.md"))


def anchors(page):
    """Return the names of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_somewhere(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]
    for link in links:
        name, _, anchor = link.partition("#")
        target = ROOT / (name or page)
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_are_there(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    named = re.findall(r"`((?:helpers|tests|notebooks|binder)/[\w./]*)`", text)
    made_up = [name for name in named if "softmax" in name]
    assert [name for name in named if name not in made_up and not (ROOT / name).exists()] == []
