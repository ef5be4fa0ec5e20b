"""How far our findings are those of Data to Insight's validator (csc-validator-be-903 0.1.17).

Every rule in `checks` finds the same rows as the rule of the same number there, each of their rules being run on
its own copy of files whose dates are blank or valid (dd/mm/yyyy, between 1678 and 2262), but for what is said
here. What looks odd in theirs is kept: 355 finds an episode with no dates, 363, 364 and SW19STG2 go by the order
of the file, 375, 376 and 379 need a date of birth in the header, 377 counts a year's return and not 12 months.
Where a child has no dated episode at all, 503A to 503F stop there with an error; ours pass over that child.
"""

FOUND_BY_READING = {
    "SW04STG1": "Date social worker episode began is not a valid date.",
    "SW05STG1": "Date social worker episode ceased is not a valid date.",
    "701": "The end date of the DoLO is not a valid date.",
}
"""Rules about text that is no date. The reader of the files finds it; in the tables checked here it is blank."""

NOT_COMPARABLE = {
    "709": "theirs reads a column PLACEMENT that no table has, and stops; ours reads PLACE",
    "710": "theirs reads a column PLACEMENT that no table has, and stops; ours reads PLACE",
}
"""Rules that never give a finding there, with the reason; ours follow the text of the rule."""

LEFT_OUT = {
    "503G": "needs the distance between two postcodes, and we hold no map of postcodes",
    "503H": "needs the authority a postcode lies in, and we hold no map of postcodes",
    "503J": "needs to know if a postcode lies in the authority, and we hold no map of postcodes",
    "SW15STG2": "withdrawn in the rule set that brings it in, so never in force",
    "SW16aSTG2": "withdrawn in the rule set that brings it in, so never in force",
    "SW16bSTG2": "withdrawn in the rule set that brings it in, so never in force",
    "SW16cSTG2": "withdrawn in the rule set that brings it in, so never in force",
}

OTHER_TABLE = {
    "SW01STG1": {"SWEpisodes": "Episodes"},
    "706": {"DoLo": "DoLo_last"},
}
"""Rules that name the wrong table there: the row numbers are those of the second table, which ours name."""

CHANCE_WHERE_TIED = ("SW08STG2", "SW17STG2")
"""Rules that sort there by SW_DECOM alone and not stably, so that which of a child's rows is the last is
chance where two start on one day. Ours take the file's order. Compare the children without such a tie."""

ORDER_DEPENDENT = ("SW12STG2",)
"""Rules that find other rows there in a whole run than alone, since earlier rules change the shared tables."""
