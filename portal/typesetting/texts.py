"""Markdown as data for typst: blocks of runs of text, which texts.typ sets."""

from collections.abc import Iterator
from typing import Any

from markdown_it.tree import SyntaxTreeNode

from portal.templatetags.typography import parser
from portal.words.typography import set_text

_STYLES = {"strong": "strong", "em": "em", "link": "link"}
_SCHEMES = ("http://", "https://", "mailto:")


def blocks_of(text: str) -> list[dict[str, Any]]:
    """The blocks of a Markdown text, each with its `kind`: p, h, list, quote, code, rule or table."""
    return _blocks(SyntaxTreeNode(parser.parse(str(text or ""))))


def _blocks(node: SyntaxTreeNode) -> list[dict[str, Any]]:
    return [block for child in node.children for block in _block(child)]


def _block(node: SyntaxTreeNode) -> Iterator[dict[str, Any]]:
    if node.type == "paragraph":
        yield {"kind": "p", "runs": _runs(node)}
    elif node.type == "heading":
        yield {"kind": "h", "level": int(node.tag[1]), "runs": _runs(node)}
    elif node.type in {"bullet_list", "ordered_list"}:
        items = [_blocks(item) for item in node.children]
        start = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        yield {"kind": "list", "start": start, "items": items}
    elif node.type == "blockquote":
        yield {"kind": "quote", "blocks": _blocks(node)}
    elif node.type in {"code_block", "fence"}:
        yield {"kind": "code", "text": node.content}
    elif node.type == "hr":
        yield {"kind": "rule"}
    elif node.type == "table":
        rows = [[_runs(cell) for cell in row.children] for part in node.children for row in part.children]
        yield {"kind": "table", "columns": len(rows[0]), "rows": rows}


def _runs(node: SyntaxTreeNode, style: str = "", href: str = "") -> list[dict[str, str]]:
    """Runs of text in one style; of styles inside each other the innermost is kept."""
    found: list[dict[str, str]] = []
    for child in node.children:
        if child.type == "text":
            found.append({"text": set_text(child.content), "style": style, "href": href})
        elif child.type == "code_inline":
            found.append({"text": child.content, "style": "code", "href": href})
        elif child.type in {"softbreak", "hardbreak"}:
            found.append({"text": " " if child.type == "softbreak" else "\n", "style": "", "href": ""})
        else:
            target = str(child.attrs.get("href", ""))
            found += _runs(
                child, _STYLES.get(child.type, style), target if target.startswith(_SCHEMES) else href
            )
    return found
