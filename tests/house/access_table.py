"""Who reads which address, at three moments of a selection; read it as an auditor would (docs/selection.md section 3).

NOBODY stands where an address only takes forms, leads elsewhere, or where its time is not there or over: an approval, a
sheet's hand-in, the results while members mark alone. Whoever is not named gets 403, 404 or is asked to sign in.
"""

PANEL = {"chair", "member", "conflicted member", "observer"}
# Those on the panel to whom the papers of the candidate are open.
READERS = PANEL - {"conflicted member"}
OFFICER = {"officer"}
STAFF = {"officer", "approver", "auditor"}
APPLICANT = {"applicant"}
OUTSIDERS = {"other applicant", "officer elsewhere", "administrator"}
SIGNED_IN = PANEL | {"undeclared"} | STAFF | OUTSIDERS | APPLICANT
EVERYBODY = SIGNED_IN | {"anonymous"}
NOBODY: set[str] = set()

# The officer's draft of a notice, and the applicant's draft of an application for another vacancy of the office.
BEING_WRITTEN = {
    "desk:record": STAFF,
    "desk:vacancy": STAFF,
    "documents:download": APPLICANT,
    "documents:page": APPLICANT,
    "intake:application": APPLICANT,
    "intake:detach": APPLICANT,
    "intake:mine": SIGNED_IN,
    "intake:page": APPLICANT,
    "intake:review": APPLICANT,
    "intake:start": EVERYBODY - APPLICANT,
    "intake:submit": NOBODY,
    "intake:upload": NOBODY,
    "intake:withdraw": NOBODY,
    "listing:preview": STAFF,
    "publishing:approval": STAFF,
    "publishing:criteria": OFFICER,
    "publishing:criterion": OFFICER,
    "publishing:documents": OFFICER,
    "publishing:edit": OFFICER,
    "publishing:new": OFFICER | {"officer elsewhere"},
    "publishing:new-criterion": OFFICER,
    "publishing:plan": OFFICER,
    "publishing:publish": NOBODY,
    "publishing:remove-criterion": OFFICER,
    "publishing:requirements": OFFICER,
    "publishing:return": STAFF,
    "publishing:submit": STAFF,
}

# The chair's sheet is in, the sheet in question is the member's; the candidate in question is the one of the conflict.
BEING_SCORED = {
    "decisions:decision": NOBODY,
    "desk:application": NOBODY,
    "desk:home": STAFF | PANEL | {"undeclared", "officer elsewhere"},
    "desk:record": STAFF,
    "desk:vacancies": STAFF | {"officer elsewhere"},
    "desk:vacancy": STAFF,
    "documents:download": STAFF | READERS | APPLICANT,
    "documents:page": STAFF | READERS | APPLICANT,
    "intake:application": APPLICANT,
    "intake:detach": NOBODY,
    "intake:mine": SIGNED_IN,
    "intake:page": NOBODY,
    "intake:review": NOBODY,
    "intake:start": EVERYBODY - APPLICANT,
    "intake:submit": NOBODY,
    "intake:upload": NOBODY,
    "intake:withdraw": APPLICANT,
    "panels:add": OFFICER,
    "panels:candidate": READERS,
    "panels:convene": OFFICER,
    "panels:declare": {"undeclared"},
    "panels:panel": STAFF | PANEL | {"undeclared"},
    "panels:panels": PANEL | {"undeclared"},
    "ranking:make": NOBODY,
    "ranking:open-prices": NOBODY,
    "ranking:results": NOBODY,
    "ranking:version": NOBODY,
    "reports:evaluation": NOBODY,
    "reports:index": NOBODY,
    "reports:register": NOBODY,
    "reports:report": NOBODY,
    "scoring:candidate": {"member"},
    "scoring:cell": NOBODY,
    "scoring:compare": NOBODY,
    "scoring:hand-in": {"member"},
    "scoring:leave-out": {"chair"},
    "scoring:lock": NOBODY,
    "scoring:moderate": NOBODY,
    "scoring:open": OFFICER | {"chair"},
    "scoring:round": STAFF | PANEL,
    "scoring:sheet": {"member"},
    "scoring:sign": NOBODY,
    "screening:application": STAFF,
    "screening:applications": STAFF,
    "screening:confirm": NOBODY,
    "screening:decide": NOBODY,
    "screening:long-list": STAFF,
    "screening:make-long-list": NOBODY,
}

# The decision is announced; the sheet in question is the chair's. Who has a conflict reads the outcome, never the papers.
DECIDED = {
    **BEING_SCORED,
    "accounts:after-sign-in": NOBODY,
    "accounts:settings": SIGNED_IN,
    "content:download": EVERYBODY,
    "content:news": EVERYBODY,
    "content:news-item": EVERYBODY,
    "content:office": EVERYBODY,
    "content:offices": EVERYBODY,
    "content:page": EVERYBODY,
    "content:sitemap": EVERYBODY,
    "decisions:announce": NOBODY,
    "decisions:approve": NOBODY,
    "decisions:decision": STAFF | PANEL,
    "decisions:return": NOBODY,
    "listing:feed-atom": EVERYBODY,
    "listing:feed-rss": EVERYBODY,
    "listing:home": EVERYBODY,
    "listing:preview": STAFF,
    "listing:vacancies": EVERYBODY,
    "listing:vacancy": EVERYBODY,
    "profile:edit": SIGNED_IN,
    **dict.fromkeys((name for name in BEING_WRITTEN if name.startswith("publishing:")), NOBODY),
    "publishing:approval": STAFF,
    "publishing:new": OFFICER | {"officer elsewhere"},
    "publishing:return": STAFF,
    "publishing:submit": STAFF,
    "questions:answer": OFFICER,
    "questions:ask": SIGNED_IN - STAFF,
    "questions:decline": OFFICER,
    "questions:questions": STAFF,
    "ranking:make": {"chair"},
    "ranking:results": STAFF | PANEL,
    "ranking:version": STAFF | PANEL,
    "reports:evaluation": STAFF | PANEL,
    "reports:index": STAFF | PANEL,
    "reports:register": STAFF | PANEL,
    "reports:report": STAFF | PANEL,
    "robots": EVERYBODY,
    "root": NOBODY,
    "scoring:candidate": {"chair"},
    "scoring:compare": STAFF | PANEL,
    "scoring:hand-in": NOBODY,
    "scoring:leave-out": NOBODY,
    "scoring:sheet": STAFF | PANEL,
    "web:style": EVERYBODY,
}

MOMENTS = {"being_written": BEING_WRITTEN, "being_scored": BEING_SCORED, "decided": DECIDED}
