"""Pages travel compressed, files as they are."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse

from portal.web.compression import CompressTexts

LONG = b"<p>" + b"vacancy " * 200


def sent(rf, response, accepts="gzip"):
    return CompressTexts(lambda _request: response)(rf.get("/", HTTP_ACCEPT_ENCODING=accepts))


@pytest.mark.parametrize(
    "kind", ["text/html; charset=utf-8", "application/atom+xml; charset=utf-8", "application/json"]
)
def test_texts_are_compressed_for_who_can_read_it(rf, kind):
    answer = sent(rf, HttpResponse(LONG, content_type=kind))
    assert gzip.decompress(answer.content) == LONG
    assert sent(rf, HttpResponse(LONG, content_type=kind), accepts="identity").content == LONG


def test_files_keep_their_length(rf, tmp_path):
    (tmp_path / "cv.pdf").write_bytes(LONG)
    answer = sent(rf, FileResponse((tmp_path / "cv.pdf").open("rb"), content_type="application/pdf"))
    assert (answer["Content-Length"], answer.has_header("Content-Encoding")) == (str(len(LONG)), False)
    answer.file_to_stream.close()


def test_pictures_are_left_alone(rf):
    assert sent(rf, HttpResponse(LONG, content_type="image/png")).content == LONG
