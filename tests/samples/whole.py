"""The hand-made rows as one ledger."""

from __future__ import annotations

from tests.samples.ledger import (
    ANALYSES,
    DENIED_IN_FORCE,
    FIRST,
    INCIDENT,
    JUDGEMENTS,
    ORIGINS,
    OWN_VOICE,
    PROBLEMS,
    RELATIONS,
    REUSE,
    SAID_IN_FORCE,
    SHELLED,
)
from toldby.domain.ledger import Ledger, Manifest

LEDGER = Ledger(
    analyses=ANALYSES,
    claims=(SAID_IN_FORCE, OWN_VOICE, DENIED_IN_FORCE),
    incidents=(INCIDENT,),
    relations=RELATIONS,
    reuse=(REUSE,),
    origins=ORIGINS,
    judgements=JUDGEMENTS,
    problems=PROBLEMS,
    manifest=Manifest("1.0", (("demo", "0" * 26),), (), (), None),
    main_incidents=((FIRST.doc_id, SHELLED),),
)
