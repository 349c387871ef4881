"""Who takes reports away: whoever reads the ranking."""

import rules

from applications.ranking.rules import has_ranking, reads

rules.add_perm("applications.view_report", reads & has_ranking)
