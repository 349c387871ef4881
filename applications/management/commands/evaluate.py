"""``manage.py evaluate FILE``: the result of a selection, recomputed from its evaluation file without a database."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandParser

from applications.ranking.evaluation import EvaluationFault, evaluate, read_evaluation
from applications.ranking.reading import quoted

BAD_FILE = 2


class Command(BaseCommand):
    help = "Recompute a selection from its evaluation file and print the result as JSON. Needs no database."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help='an evaluation file, format "evaluation/1"; - for standard input')

    def handle(self, *, file: str, **_options: object) -> None:
        try:
            result = evaluate(read_evaluation(_content(file)))
        except EvaluationFault as fault:
            self._refuse(str(fault))
        except OSError as error:
            self._refuse(f"{_named(file)}: {error.strerror}")
        else:
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=2))

    def _refuse(self, line: str) -> None:
        self.stderr.write(line)
        sys.exit(BAD_FILE)


def _content(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()


def _named(file: str) -> str:
    return file if file.isprintable() else quoted(file)
