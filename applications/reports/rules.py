"""Who takes reports away: whoever reads the ranking. The register is the office's from the first day."""

import rules

from applications.ranking.rules import has_ranking, reads
from applications.scoring.rules import reads_as_staff

rules.add_perm("applications.view_report", reads & has_ranking)
rules.add_perm("applications.view_receipts", reads_as_staff)
rules.add_perm("applications.view_register", reads_as_staff | (reads & has_ranking))
