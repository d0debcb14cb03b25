"""What PDF/UA-1 asks of a file, as far as a machine can see it. Each fault is a sentence.

This is a check of our own over the parts of ISO 14289-1 that can be read off a file: it looks at the document's
tags and metadata, not at how well an alternative text tells what a picture shows.
"""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

#: Tags that may not stand without words of their own.
NEEDS_ALT = {"/Figure", "/Formula"}
HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def faults(content: bytes) -> list[str]:
    """Everything that keeps a PDF from being PDF/UA-1; an empty list where nothing was found."""
    with pikepdf.open(BytesIO(content)) as pdf:
        return [*_document(pdf), *_structure(pdf), *_pages(pdf), *_fonts(pdf)]


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Every element of the structure, in reading order."""

    def below(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
        children = node.get("/K")
        if children is None:
            return
        for child in children if isinstance(children, pikepdf.Array) else [children]:
            if isinstance(child, pikepdf.Dictionary) and "/S" in child:
                yield child
                yield from below(child)

    if "/StructTreeRoot" in pdf.Root:
        yield from below(pdf.Root.StructTreeRoot)


def _document(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "the document does not say that it is tagged"
    if not str(root.get("/Lang", "")).strip():
        yield "the document says no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not what a reader shows"
    with pdf.open_metadata() as about:
        if not str(about.get("dc:title") or "").strip():
            yield "the document has no title"
        if str(about.get("pdfuaid:part")) != "1":
            yield "the document does not say that it is PDF/UA-1"


def _structure(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/StructTreeRoot" not in pdf.Root:
        yield "the document has no structure"
        return
    last = 0
    for element in elements(pdf):
        tag = str(element.S)
        if tag in NEEDS_ALT and not str(element.get("/Alt", "")).strip():
            yield "a picture has no alternative text"
        if tag in HEADINGS:
            level = HEADINGS[tag]
            if level > last + 1:
                yield f"a heading of level {level} follows one of level {last}"
            last = level
        if tag == "/Table" and not any(str(cell.S) == "/TH" for cell in _under(element)):
            yield "a table has no header cells"


def _under(node: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    children = node.get("/K")
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield child
            yield from _under(child)


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for number, page in enumerate(pdf.pages, 1):
        if "/StructParents" not in page:
            yield f"page {number} is not in the structure"
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"links of page {number} do not follow the structure"
        depth, outside = 0, 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            elif name == "EMC":
                depth -= 1
            elif name in ("Tj", "TJ", "'", '"') and not depth:
                outside += len(operands)
        if outside:
            yield f"page {number} holds text that is neither tagged nor marked as decoration"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        for name, font in page.get("/Resources", {}).get("/Font", {}).items():
            described = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            if not any(key in described for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"the face {name} is not inside the document"
            if "/ToUnicode" not in font:
                yield f"the letters of the face {name} cannot be read out"


def edited(content: bytes, change: str) -> bytes:
    """The document with one thing taken away, to see that the check finds it."""
    with pikepdf.open(BytesIO(content)) as pdf:
        if change == "title":
            with pdf.open_metadata() as about:
                del about["dc:title"]
        elif change == "alternative text":
            figure = next(element for element in elements(pdf) if str(element.S) == "/Figure")
            del figure["/Alt"]
        elif change == "language":
            del pdf.Root["/Lang"]
        elif change == "structure":
            del pdf.Root["/StructTreeRoot"]
        elif change == "marked":
            del pdf.Root["/MarkInfo"]
        elif change == "shown title":
            del pdf.Root["/ViewerPreferences"]
        elif change == "identifier":
            with pdf.open_metadata() as about:
                del about["pdfuaid:part"]
        elif change == "heading":
            heading = next(element for element in elements(pdf) if str(element.S) == "/H2")
            heading["/S"] = pikepdf.Name("/H4")
        elif change == "table header":
            for element in elements(pdf):
                if str(element.S) == "/TH":
                    element["/S"] = pikepdf.Name("/TD")
        elif change == "tags of a page":
            kept = [
                (operands, operator)
                for operands, operator in pikepdf.parse_content_stream(pdf.pages[0])
                if str(operator) not in ("BDC", "BMC", "EMC")
            ]
            pdf.pages[0].Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
        else:
            raise ValueError(change)
        made = BytesIO()
        pdf.save(made)
        return made.getvalue()
