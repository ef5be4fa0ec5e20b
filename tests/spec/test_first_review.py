"""First review. The child's first review is held within 20 working days of coming into care (SI 2010/959 reg 33(1))."""


def test_weekends_and_bank_holidays_do_not_count(spec):
    """Weekends and England's bank holidays do not count, nor does the day of coming into care itself."""
    child = spec.child("came into care on Friday 8 December 2023")
    child.expects("review.first", due="Wednesday 10 January 2024")


def test_the_reason_names_each_day_left_out(spec):
    """The reason says what was counted, from when, and names each bank holiday that was left out."""
    child = spec.child("came into care on Friday 8 December 2023")
    for words in (
        "after coming into care on 8 December 2023",
        "weekend days",
        "25 December (Christmas Day)",
        "1 January (New Year's Day)",
    ):
        child.expects("review.first", reason=words)


def test_the_iro_owes_it(spec):
    """The IRO owes it."""
    child = spec.child("came into care on Friday 8 December 2023")
    child.expects("review.first", owner="IRO", status="open")


def test_coming_into_care_on_the_saturday_before_easter(spec):
    """Care that begins on the Saturday before Easter is counted from that Saturday: Tuesday is the first working day."""
    child = spec.child("came into care on Saturday 30 March 2024")
    child.expects("review.first", counted_from="Saturday 30 March 2024", reason="1 April (Easter Monday)")


def test_coming_into_care_on_29_february(spec):
    """Care that begins on 29 February is counted from 29 February."""
    child = spec.child("came into care on Thursday 29 February 2024")
    child.expects("review.first", counted_from="Thursday 29 February 2024")


def test_the_last_day_is_in_time(spec):
    """A review on the last day is in time."""
    child = spec.child("came into care on Friday 8 December 2023", "had a review on the day review.first was due")
    child.expects("review.first", status="met", late=0)


def test_a_day_later_is_late(spec):
    """A review on the day after that is one day late; the duty is met, but late."""
    child = spec.child("came into care on Friday 8 December 2023", "had a review on the day after review.first was due")
    child.expects("review.first", status="met late", late=1)


def test_it_is_overdue_from_the_day_after(spec):
    """With no review it is open until the end of the last day, and overdue from the day after."""
    story = ["came into care on Friday 8 December 2023"]
    spec.child(*story, "it is now the day review.first was due").expects("review.first", status="open", late=0)
    spec.child(*story, "it is now the day after review.first was due").expects("review.first", status="overdue", late=1)


def test_a_review_on_the_first_day_counts(spec):
    """A review on the very day of coming into care is the first review."""
    child = spec.child("came into care on Monday 3 June 2024", "had a review on Monday 3 June 2024")
    child.expects("review.first", met="Monday 3 June 2024", status="met")


def test_a_move_does_not_start_it_again(spec):
    """A move to other carers starts no first review: the timetable belongs to the period of care."""
    child = spec.child("came into care on Monday 3 June 2024", "moved to a children's home on Monday 10 June 2024")
    child.expects("review.first", counted_from="Monday 3 June 2024")


def test_a_change_of_legal_status_does_not_start_it_again(spec):
    """A change of legal status starts no first review."""
    child = spec.child("came into care on Monday 3 June 2024", "came under an interim care order on Friday 7 June 2024")
    child.expects("review.first", counted_from="Monday 3 June 2024")


def test_a_move_with_a_change_of_legal_status_does_not_start_it_again(spec):
    """Nor does a move and an order on one day."""
    child = spec.child("came into care on Monday 3 June 2024", "moved to parents under a care order on Friday 7 June 2024")
    child.expects("review.first", counted_from="Monday 3 June 2024")


def test_a_child_already_in_care_when_the_records_begin(spec):
    """Where the records do not show the coming into care, no first review is owed and every review is taken for a later one."""
    child = spec.child(
        "was already in care on Monday 1 April 2024, when the records begin", "had a review on Wednesday 5 June 2024"
    )
    child.expects_none("review.first")
    child.expects_none("review.second")
    child.expects("review.later", counted_from="Wednesday 5 June 2024")


def test_before_the_rules_were_in_force(spec):
    """Nothing is counted from before 1 April 2011, when the regulations came into force."""
    spec.child("came into care on Thursday 31 March 2011").expects_none("review.first")
    spec.child("came into care on Friday 1 April 2011").expects("review.first", counted_from="Friday 1 April 2011")
