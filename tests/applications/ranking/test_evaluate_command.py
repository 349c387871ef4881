"""``manage.py evaluate``: prints the result, or one line and exit status 2; needs no database."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.applications.ranking.paper import candidate, cumulative, result

ROOT = Path(__file__).parents[3]
GOOD = cumulative(candidate("К1", ("4", "50"), ("5", "41.5"), price="10000"))


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "round.json"
    path.write_text(json.dumps(GOOD, ensure_ascii=False), encoding="utf-8")
    return path


def refused(capsys, name):
    with pytest.raises(SystemExit) as ended:
        call_command("evaluate", str(name))
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    return printed.err


def test_the_result_is_printed_indented_and_unescaped(good, capsys):
    call_command("evaluate", str(good))
    assert capsys.readouterr().out == json.dumps(result(GOOD), ensure_ascii=False, indent=2) + "\n"


def test_a_dash_reads_standard_input(good, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(good.read_bytes())))
    call_command("evaluate", "-")
    assert json.loads(capsys.readouterr().out) == result(GOOD)


def test_a_fault_is_one_line_with_its_path_and_exit_status_2(good, capsys):
    good.write_text(
        json.dumps(GOOD | {"candidates": [GOOD["candidates"][0] | {"price": "0"}]}), encoding="utf-8"
    )
    assert refused(capsys, good) == "candidates[0].price: must be above 0\n"


def test_a_file_that_is_not_there_is_one_line(tmp_path, capsys):
    missing = tmp_path / "none.json"
    assert refused(capsys, missing) == f"{missing}: No such file or directory\n"
    assert refused(capsys, tmp_path) == f"{tmp_path}: Is a directory\n"


def test_a_file_that_is_no_text_is_one_line(good, capsys):
    good.write_bytes(b"\xff\xfe")
    assert refused(capsys, good) == "file: is not UTF-8 text (byte 0)\n"


def test_it_runs_where_there_is_no_database(good):
    here = os.environ | {"DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run(  # noqa: S603 -- our own command
        [sys.executable, "manage.py", "evaluate", str(good)],
        cwd=ROOT,
        env=here,
        capture_output=True,
        check=False,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert json.loads(run.stdout) == result(GOOD)
