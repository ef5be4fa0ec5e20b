"""Distribution. The full record with the decisions is sent to those who should have it within 20 working days of the review's
completion (IRO Handbook; Cambridgeshire 2018-19, section 4.5)."""

REVIEW = ["came into care on Monday 15 April 2024", "had a review on Thursday 2 May 2024"]


def test_distribution(spec):
    """Counted in working days from the completion of the review, not from the writing of the record."""
    spec.child(*REVIEW).expects("record.distributed", due="Monday 3 June 2024", owner="Business support")


def test_writing_is_not_sending(spec):
    """A record that was written is not yet sent."""
    child = spec.child(*REVIEW, "the full record was written on Friday 10 May 2024")
    child.expects("record.distributed", met=None, status="open")
    child.expects("record.full", status="met")


def test_sent_out(spec):
    """Sending it out meets the duty."""
    spec.child(*REVIEW, "the full record was sent out on Friday 10 May 2024").expects("record.distributed", status="met")
