"""The chronology that the open format tells: which cell is which event, and which states the files open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl
import pytest
from open_format_folder import CARE, REVIEWS, read

from footprint.domain.chronology import EVENT_SCHEMA, SPELL_SCHEMA, Chronology
from footprint.domain.vocabulary import KINDS
from footprint.exchange.open_format.chronology import open_chronology


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def told(folder: Path, *, wanted: set[str] | None = None, **contents: str) -> Chronology:
    return open_chronology(read(folder, **contents), wanted)


def events(chronology: Chronology, *kinds: str) -> list[tuple[str, str, date, str | None]]:
    """Child, kind, day and what it is about, of events of these kinds, in order of day."""
    assert chronology.events.schema == EVENT_SCHEMA
    assert chronology.spells.schema == SPELL_SCHEMA
    rows = chronology.events.filter(pl.col("kind").is_in(kinds)).sort("on", "kind", "child")
    return [(f"C{row['child'] + 1}", row["kind"], row["on"], row["about"]) for row in rows.to_dicts()]


def days(chronology: Chronology, kind: str) -> list[date]:
    return [on for _, _, on, _ in events(chronology, kind)]


def spells(chronology: Chronology, state: str) -> list[tuple[str, date, date | None]]:
    rows = chronology.spells.filter(pl.col("state") == state).sort("child", "started")
    assert rows["known"].equals(rows["started"])
    return [(f"C{row['child'] + 1}", row["started"], row["ended"]) for row in rows.to_dicts()]


class TestChronology:
    def test_periods_of_care_come_from_the_episodes(self, folder: Path) -> None:
        found = told(folder, episodes=CARE + "C1,2024-01-05,S,C1,U6,2024-06-01,E11\n")
        assert events(found, "came_into_care", "left_care") == [
            ("C1", "came_into_care", date(2024, 1, 5), None),
            ("C1", "left_care", date(2024, 6, 1), None),
        ]
        assert spells(found, "looked_after") == [("C1", date(2024, 1, 5), date(2024, 6, 1))]
        assert found.children.rows() == [("C1", date(2010, 2, 1), False), ("C2", date(2012, 3, 4), False)]

    def test_only_what_is_wanted(self, folder: Path) -> None:
        files_ = {"episodes": CARE + "C1,2024-01-05,S,C1,U6,,\n", "reviews": REVIEWS + "R1,C1,2024-01-20,2024-01-21,held\n"}
        found = told(folder, wanted={"review_held", "regulation_33"}, **files_)
        assert set(found.events["kind"]) == {"review_held"}
        assert set(found.spells["state"]) == {"regulation_33"}

    def test_reviews(self, folder: Path) -> None:
        reviews = (
            REVIEWS + "R1,C1,2024-01-01,2024-01-09,held\nR2,C1,2024-02-01,2024-02-09,\nR3,C1,2024-03-01,,planned\n"
            "R4,C1,2024-04-01,,cancelled\nR5,C1,2024-05-01,,adjourned\nR6,C2,2024-06-01,,adjourned\nR7,C2,2024-07-01,,\n"
        )
        found = told(
            folder,
            reviews=reviews,
            meetings="review,held\nR1,2024-01-01\nR1,2024-01-09\nR4,2024-04-01\nR6,2024-06-01\nR6,2024-06-11\n",
        )
        assert [about for _, _, _, about in events(found, "review_held")] == ["R1", "R2", "R5", "R6"]
        assert events(found, "review_completed") == [
            ("C1", "review_completed", date(2024, 1, 9), "R1"),
            ("C1", "review_completed", date(2024, 2, 9), "R2"),
        ]
        assert events(found, "review_adjourned") == [
            ("C1", "review_adjourned", date(2024, 5, 1), "R5"),
            ("C2", "review_adjourned", date(2024, 6, 11), "R6"),
        ]
        meetings = [(on.isoformat(), about) for _, _, on, about in events(found, "review_meeting_held")]
        assert meetings == [
            ("2024-01-01", "R1"),
            ("2024-01-09", "R1"),
            ("2024-02-01", "R2"),
            ("2024-05-01", "R5"),
            ("2024-06-01", "R6"),
            ("2024-06-11", "R6"),
        ]
        assert found.events["known"].equals(found.events["on"])

    def test_what_follows_a_review(self, folder: Path) -> None:
        head = "review,child,started,status,child_last_seen,decisions_sent,record_completed,record_distributed\n"
        days_ = "2023-12-20,2024-01-05,2024-01-15,2024-01-20"
        found = told(folder, reviews=f"{head}R1,C1,2024-01-01,held,{days_}\nR2,C2,2024-01-01,cancelled,{days_}\n")
        assert events(found, "decisions_sent", "record_completed", "record_distributed") == [
            ("C1", "decisions_sent", date(2024, 1, 5), "R1"),
            ("C1", "record_completed", date(2024, 1, 15), "R1"),
            ("C1", "record_distributed", date(2024, 1, 20), "R1"),
        ]
        assert days(found, "iro_visit") == [date(2023, 12, 20)] * 2

    def test_involvements(self, folder: Path) -> None:
        involvements = (
            "child,staff,role,started,ended\n"
            "C1,S1,IRO,2024-01-01,2024-02-01\n"
            "C1,S2,Senior Social Worker,2024-01-03,\n"
            "C2,S3,advocate,2024-01-01,\n"
        )
        found = told(folder, involvements=involvements)
        assert events(found, "iro_allocated", "iro_ended", "social_worker_allocated") == [
            ("C1", "iro_allocated", date(2024, 1, 1), None),
            ("C1", "social_worker_allocated", date(2024, 1, 3), None),
            ("C1", "iro_ended", date(2024, 2, 1), None),
        ]

    def test_an_iro_who_was_there_before_care_began_is_allocated_when_it_begins(self, folder: Path) -> None:
        care = CARE + "C1,2024-01-05,S,C1,U6,2024-03-01,E11\nC1,2024-05-05,S,C1,U6,2024-06-01,E11\nC1,2024-08-05,S,C1,U6,,\n"
        found = told(folder, episodes=care, involvements="child,staff,role,started,ended\nC1,S1,iro,2023-01-01,2024-08-05\n")
        assert days(found, "iro_allocated") == [date(2023, 1, 1), date(2024, 1, 5), date(2024, 5, 5)]

    def test_an_iro_who_came_with_care_is_allocated_once(self, folder: Path) -> None:
        care = CARE + "C1,2024-01-05,S,C1,U6,,\n"
        found = told(folder, episodes=care, involvements="child,staff,role,started\nC1,S1,iro,2024-01-05\n")
        assert days(found, "iro_allocated") == [date(2024, 1, 5)]

    def test_contacts_by_the_role_of_who_made_them(self, folder: Path) -> None:
        contacts = (
            "child,staff,on,kind\n"
            "C1,S1,2024-01-01,visit\n"
            "C1,S1,2024-01-02,call\n"
            "C1,S2,2024-01-03,visit\n"
            "C1,S2,2024-01-04,message\n"
            "C1,S3,2024-01-05,visit\n"
            "C2,S3,2024-01-06,visit\n"
        )
        found = told(
            folder,
            contacts=contacts,
            staff="staff,role\nS1,Independent Reviewing Officer\nS2,social worker\nS4,\n",
            involvements="child,staff,role\nC1,S3,iro\nC1,S1,team manager\n",
        )
        assert [(kind, on.day) for _, kind, on, _ in events(found, "iro_visit", "iro_contact", "social_worker_visit")] == [
            ("iro_visit", 1),
            ("iro_contact", 2),
            ("social_worker_visit", 3),
            ("iro_visit", 5),
        ]

    @pytest.mark.parametrize(
        ("kind", "agreed", "reviewed"),
        [
            ("permanence", "permanence_plan_agreed", None),
            ("care", "care_plan_made", None),
            ("placement", "placement_plan_made", None),
            ("detention placement", "detention_placement_plan_made", None),
            ("pathway", "pathway_plan_made", "pathway_plan_reviewed"),
            ("PEP", "pep_made", "pep_reviewed"),
            ("Health assessment", "health_assessment", "health_assessment"),
            ("sleep", None, None),
        ],
    )
    def test_plans(self, folder: Path, kind: str, agreed: str | None, reviewed: str | None) -> None:
        found = told(folder, plans=f"child,kind,agreed,reviewed\nC1,{kind},2024-01-01,2024-07-01\n")
        dated = [(each, date(2024, month, 1)) for each, month in ((agreed, 1), (reviewed, 7)) if each]
        born = found.events.filter(pl.col("on").dt.year() == 2024)
        assert born.select("kind", "on").rows() == dated

    def test_escalations_and_their_stages(self, folder: Path) -> None:
        escalations = (
            "escalation,child,raised,kind,resolved\n"
            "E1,C1,2024-01-01,formal,2024-01-20\n"
            "E2,C1,2024-02-01,informal,\n"
            "E3,C2,2024-03-01,starred,\n"
            "E4,C2,2024-04-01,,\n"
        )
        stages = "escalation,stage,started,answered\nE1,1,2024-01-01,2024-01-05\nE1,3,2024-01-06,\nE3,2,,\n"
        found = told(folder, escalations=escalations, escalation_stages=stages)
        kinds = [kind for kind, each in KINDS.items() if each.about in ("escalation", "stage")]
        assert events(found, *kinds) == [
            ("C1", "escalation_raised", date(2024, 1, 1), "E1"),
            ("C1", "stage_1_started", date(2024, 1, 1), "E1/1"),
            ("C1", "stage_answered", date(2024, 1, 5), "E1/1"),
            ("C1", "stage_3_started", date(2024, 1, 6), "E1/3"),
            ("C1", "escalation_resolved", date(2024, 1, 20), "E1"),
            ("C1", "concern_raised_informally", date(2024, 2, 1), "E2"),
            ("C2", "escalation_raised", date(2024, 3, 1), "E3"),
            ("C2", "starred_recommendation_made", date(2024, 3, 1), "E3"),
            ("C2", "escalation_raised", date(2024, 4, 1), "E4"),
        ]

    def test_child_protection(self, folder: Path) -> None:
        cp_plans = (
            "child,started,ended\nC1,2024-01-01,2024-06-01\nC1,2024-03-01,2024-07-01\nC1,2024-07-01,\nC2,2024-01-01,2024-01-01\n"
        )
        conferences = "conference,child,kind,section47,held\nK1,C1,ICPC,2023-12-20,2024-01-01\nK2,C1,RCPC,,2024-03-25\n"
        found = told(folder, cp_plans=cp_plans, conferences=conferences)
        assert spells(found, "on_cp_plan") == [("C1", date(2024, 1, 1), date(2024, 7, 1)), ("C1", date(2024, 7, 1), None)]
        assert len(days(found, "cp_plan_started")) == 4
        assert len(days(found, "cp_plan_ended")) == 3
        assert events(found, "section_47_started", "icpc_held", "rcpc_held") == [
            ("C1", "section_47_started", date(2023, 12, 20), "K1"),
            ("C1", "icpc_held", date(2024, 1, 1), "K1"),
            ("C1", "rcpc_held", date(2024, 3, 25), None),
        ]

    def test_a_child_of_whom_a_row_was_set_aside_is_marked(self, folder: Path) -> None:
        reviews = REVIEWS + "R1,C2,2024-01-01,,held\n"
        assert told(folder, reviews=reviews).children["incomplete"].to_list() == [False, False]
        assert told(folder, reviews=reviews, meetings="review,held\nR1,soon\n").children["incomplete"].to_list() == [False, True]
        (folder / "meetings.csv").unlink()
        assert told(folder, episodes=CARE + "C1,soon,S,C1,U6,,\n").children["incomplete"].to_list() == [True, False]

    def test_of_nothing_is_empty(self, folder: Path) -> None:
        found = told(folder, children="")
        assert (len(found.children), len(found.events), len(found.spells)) == (0, 0, 0)


class TestMilestones:
    REVIEWS = REVIEWS + (
        "R1,C1,2024-01-01,,held\nR2,C1,2024-02-01,,held\nR3,C1,2024-03-01,,cancelled\nR4,C1,2024-06-01,,planned\nR9,C2,2024-02-10,,held\n"
    )
    MEETINGS = "review,held\nR1,2024-01-01\nR1,2024-02-20\n"

    @pytest.mark.parametrize(
        ("kind", "on", "about"),
        [
            ("child_letter_sent", "2024-01-15", "R1"),  # the latest that started before
            ("child_letter_sent", "2024-02-01", "R2"),  # the same day
            ("child_letter_sent", "2024-02-20", "R1"),  # a meeting on the day goes before a later start
            ("child_letter_sent", "2024-03-15", "R2"),  # not a cancelled one
            ("child_letter_sent", "2024-12-01", "R2"),  # not one that is only planned
            ("child_letter_sent", "2023-12-01", None),  # none yet
            ("review_papers_received", "2024-01-28", "R2"),  # leads up to the next
            ("review_papers_received", "2024-02-25", "R4"),  # which may be planned
            ("review_papers_received", "2024-07-01", "R2"),  # else the latest
            ("midway_check", "2024-01-15", None),  # about the child
        ],
    )
    def test_find_their_review(self, folder: Path, kind: str, on: str, about: str | None) -> None:
        found = told(folder, reviews=self.REVIEWS, meetings=self.MEETINGS, milestones=f"child,kind,on\nC1,{kind},{on}\n")
        assert events(found, kind) == [("C1", kind, date.fromisoformat(on), about)]

    @pytest.mark.parametrize(
        ("kind", "on", "about"),
        [
            ("starred_recommendation_made", "2024-01-20", "E1"),
            ("escalation_resolved", "2024-02-20", "E2"),
            ("stage_answered", "2024-01-20", "E1/1"),
            ("stage_2_started", "2023-01-20", None),
            ("transfer_in_notified", "2024-01-02", "K1"),
            ("conference_report_shared", "2024-03-01", "K2"),
            ("icpc_held", "2024-01-15", "K1"),
            ("foster_carer_approved", "2024-01-01", None),
        ],
    )
    def test_find_their_escalation_stage_or_conference(self, folder: Path, kind: str, on: str, about: str | None) -> None:
        found = told(
            folder,
            escalations="escalation,child,raised,kind\nE1,C1,2024-01-01,formal\nE2,C1,2024-02-01,informal\n",
            escalation_stages="escalation,stage,started\nE1,1,2024-01-02\n",
            conferences="conference,child,kind,section47,held\nK1,C1,ICPC,,2024-01-15\nK2,C1,ICPC,2024-03-03,\n",
            milestones=f"child,kind,on\nC1,{kind},{on}\n",
        )
        assert ("C1", kind, date.fromisoformat(on), about) in events(found, kind)

    def test_that_are_no_events_tell_of_nothing(self, folder: Path) -> None:
        assert (
            told(folder, milestones="child,kind,on\nC1,dances,2024-01-01\n")
            .events.filter(pl.col("on").dt.year() == 2024)
            .is_empty()
        )

    PLACEMENTS = (
        CARE
        + "C1,2024-01-05,S,C1,P1,2024-03-01,X1\nC1,2024-03-01,P,C1,Q1,2024-05-01,E11\nC2,2024-01-05,S,C1,U6,,\n".replace(
            "Q1", "U1"
        )
    )

    def test_the_red_list_lasts_until_care_ends(self, folder: Path) -> None:
        rows = (
            "child,kind,on\n"
            "C1,red_listed,2024-02-01\n"
            "C1,red_listed,2024-03-10\n"
            "C1,red_listed,2024-05-01\n"
            "C2,red_listed,2024-02-02\n"
            "C2,red_listed,2023-02-02\n"
        )
        found = told(folder, episodes=self.PLACEMENTS, milestones=rows)
        assert spells(found, "on_red_list") == [("C1", date(2024, 2, 1), date(2024, 5, 1)), ("C2", date(2024, 2, 2), None)]

    def test_unassessed_carers_until_the_review_or_the_end_of_the_placement(self, folder: Path) -> None:
        rows = "child,kind,on\nC1,parents_placement_unassessed,2024-01-05\nC1,carer_temporarily_approved,2024-03-05\n"
        found = told(folder, episodes=self.PLACEMENTS, milestones=rows, reviews=REVIEWS + "R1,C1,2024-01-20,,held\n")
        assert spells(found, "newly_with_unassessed_carers") == [
            ("C1", date(2024, 1, 5), date(2024, 1, 20)),
            ("C1", date(2024, 3, 5), date(2024, 5, 1)),
        ]
        assert spells(found, "with_temporarily_approved_carer") == [("C1", date(2024, 3, 5), date(2024, 5, 1))]
