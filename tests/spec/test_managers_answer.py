"""The manager's answer. The team manager says within 5 working days of the decisions' being sent whether the authority agrees;
silence is agreement (IRO Handbook; Lancashire 2011-12, section 3)."""

SENT = [
    "came into care on Friday 1 December 2023",
    "had a review on Thursday 21 December 2023",
    "the decisions were sent on Tuesday 2 January 2024",
]


def test_answer(spec):
    """Counted from the sending, whether or not that was in time."""
    spec.child(*SENT).expects("record.decisions_answered", due="Tuesday 9 January 2024", owner="Team manager")


def test_an_answer_in_time(spec):
    """An answer in time meets it."""
    child = spec.child(*SENT, "the team manager answered the decisions on Thursday 4 January 2024")
    child.expects("record.decisions_answered", status="met")


def test_silence_is_agreement(spec):
    """With no answer the duty is over once the last day has passed: the decisions stand, nothing is overdue."""
    spec.child(*SENT, "it is now the day record.decisions_answered was due").expects("record.decisions_answered", status="open")
    silent = spec.child(*SENT, "it is now the day after record.decisions_answered was due")
    silent.expects("record.decisions_answered", status="lapsed", late=0)


def test_nothing_to_answer_before_the_decisions_are_sent(spec):
    """Before the decisions are sent there is nothing to answer."""
    spec.child(*SENT[:2]).expects_none("record.decisions_answered")
