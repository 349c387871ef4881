"""A scan or a photo as a page: upright, without what else the file tells of its maker."""

import io

import pytest
from PIL import Image

from applications.documents import render, scans
from applications.documents.checks import check
from applications.documents.faults import Fault, Unusable
from tests.factories import texts


def drawn(data, kind="jpeg"):
    pdf = scans.as_pdf(data, kind)
    return Image.open(io.BytesIO(render.page_picture(pdf, 1, 400))).convert("L")


def is_dark(picture, x, y):
    return picture.getpixel((int(x * picture.width), int(y * picture.height))) < 100


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_scan_is_received_as_one_page_without_text(kind):
    checked = check(texts.scan(kind), "скан.jpg")

    assert (checked.kind, checked.pages, checked.texts) == (kind.lower(), 1, [""])
    assert checked.rendition.startswith(b"%PDF-")


def test_a_page_is_as_large_as_paper_whatever_the_camera_says():
    for size in ((600, 800), (3000, 2000), (40, 4000)):
        with render._opened(scans.as_pdf(texts.scan(size=size), "jpeg")) as document:
            width, height = document[0].get_size()
            assert max(width, height) <= 843
            assert abs(width / height - size[0] / size[1]) < 0.02


@pytest.mark.parametrize(
    ("orientation", "x", "y"), [(1, 0.5, 0.1), (3, 0.5, 0.9), (6, 0.9, 0.5), (8, 0.1, 0.5)]
)
def test_a_photo_is_turned_as_the_camera_was_held(orientation, x, y):
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = drawn(texts.scan(exif=exif))

    assert is_dark(picture, x, y)
    assert not is_dark(picture, 1 - x, 1 - y)


def test_what_the_camera_knows_of_its_owner_is_not_on_the_page():
    exif = Image.Exif()
    exif[0x010F], exif[0x8298] = "Camera of Nurlanova", "Nurlanova"
    data = texts.scan(exif=exif)

    assert b"Nurlanova" in data
    assert b"Nurlanova" not in scans.as_pdf(data, "jpeg")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("PNG", "LA"),
        ("PNG", "RGBA"),
        ("PNG", "I;16"),
    ],
)
def test_every_kind_of_colour_is_shown(kind, mode):
    data = texts.scan(kind, mode=mode) if mode != "I;16" else sixteen_bits()
    picture = drawn(data, kind.lower())

    assert is_dark(picture, 0.5, 0.1)
    assert not is_dark(picture, 0.5, 0.9)


def sixteen_bits():
    grey = Image.open(io.BytesIO(texts.scan("PNG", mode="L")))
    deep = Image.new("I;16", grey.size)
    deep.putdata([value * 257 for value in grey.get_flattened_data()])
    out = io.BytesIO()
    deep.save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "fault"),
    [
        (texts.scan()[:-3000], "jpeg", Fault.BROKEN_PICTURE),
        (texts.scan("PNG")[:-100], "png", Fault.BROKEN_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "png", Fault.BROKEN_PICTURE),
        (b"\xff\xd8\xff" + bytes(200), "jpeg", Fault.BROKEN_PICTURE),
        (texts.scan("PNG", size=(8001, 8001), mode="1"), "png", Fault.LARGE_PICTURE),
    ],
    ids=["jpeg cut", "png cut", "no png", "no jpeg", "large"],
)
def test_a_picture_that_does_not_decode_is_refused(data, kind, fault):
    with pytest.raises(Unusable) as unusable:
        scans.as_pdf(data, kind)

    assert unusable.value.fault is fault
