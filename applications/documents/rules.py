"""Who may read a document."""

import rules

from applications.documents import access


@rules.predicate
def is_owner(user, document):  # type: ignore[no-untyped-def]
    return document is not None and document.owner_id == user.pk


@rules.predicate
def has_a_reason(user, document):  # type: ignore[no-untyped-def]
    return document is not None and access.grant(user, document) is not None


@rules.predicate
def keeps_it(user, document):  # type: ignore[no-untyped-def]
    """Whether the person looks after it in the owner's place."""
    return document is not None and access.is_kept_by(user, document)


rules.add_perm("applications.read_document", rules.is_authenticated & (is_owner | has_a_reason))
rules.add_perm("applications.discard_document", rules.is_authenticated & (is_owner | keeps_it))
