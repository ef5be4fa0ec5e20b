"""Bank holidays. A working day is any day but Saturday, Sunday, Christmas Day, Good Friday and the bank holidays of England
(Banking and Financial Dealings Act 1971), also those proclaimed for one occasion."""

from datetime import timedelta

from tests.spec.days import say_day


def test_one_off_bank_holidays_are_left_out(spec):
    """Holidays proclaimed for one occasion do not count: weddings, jubilees, a coronation, a state funeral."""
    for came, holiday in {
        "Thursday 28 April 2011": "29 April",
        "Friday 1 June 2012": "5 June",
        "Thursday 7 May 2020": "8 May",
        "Wednesday 1 June 2022": "2 June",
        "Thursday 2 June 2022": "3 June",
        "Friday 16 September 2022": "19 September",
        "Friday 5 May 2023": "8 May",
    }.items():
        spec.child(f"came into care on {came}").expects("review.first", counted_from=came, reason=holiday)


def test_monday_4_may_2020_was_no_bank_holiday(spec):
    """In 2020 the bank holiday of early May was moved to Friday the 8th: the Monday counted."""
    child = spec.child("came into care on Friday 1 May 2020")
    child.expects("review.first", counted_from="Friday 1 May 2020")
    assert "4 May" not in child.duties("review.first")[0]["reason"].split("not counting")[1]


def test_a_substitute_day_counts_as_the_holiday(spec):
    """Where Christmas Day falls on a Saturday the Monday and Tuesday after it are left out."""
    child = spec.child("came into care on Friday 24 December 2021")
    child.expects("review.first", reason="27 December")
    child.expects("review.first", reason="28 December")


def test_a_holiday_proclaimed_later(spec):
    """A holiday that is proclaimed later is added, and moves each date whose count it lies in to the next working day."""
    came = "came into care on Friday 7 May 2027"
    plain = spec.child(came)
    added = spec.child(came, holidays={"Monday 10 May 2027": "A day of thanksgiving"})
    added.expects("review.first", counted_from="Friday 7 May 2027", reason="10 May (A day of thanksgiving)")
    assert added.due("review.first") > plain.due("review.first")


def test_a_holiday_does_not_move_a_date_counted_in_months(spec):
    """It moves no date that is counted in days, weeks or months: such a date may fall on a holiday."""
    story = ["came into care on Monday 1 February 2027", "had a review on Wednesday 10 February 2027"]
    plain = spec.child(*story)
    added = spec.child(*story, holidays={say_day(plain.due("review.second")): "A day of thanksgiving"})
    added.expects("review.second", counted_from="Wednesday 10 February 2027")


def test_a_holiday_outside_the_count_changes_nothing(spec):
    """A holiday after the last day changes nothing."""
    came = "came into care on Friday 7 May 2027"
    plain = spec.child(came)
    after = say_day(plain.due("review.first") + timedelta(1))
    added = spec.child(came, holidays={after: "A day of thanksgiving"})
    assert added.due("review.first") == plain.due("review.first")
