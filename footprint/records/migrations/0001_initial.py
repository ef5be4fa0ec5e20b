import uuid

import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import footprint.records.models.people


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Child",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("first_name", models.TextField(blank=True, default="")),
                ("last_name", models.TextField(blank=True, default="")),
                ("dob", models.DateField(blank=True, null=True)),
                ("sex", models.TextField(blank=True, default="")),
                ("ethnicity", models.TextField(blank=True, default="")),
                ("disability", models.TextField(blank=True, default="")),
                ("uasc", models.BooleanField(blank=True, null=True)),
                ("upn", models.TextField(blank=True, default="")),
                ("language", models.TextField(blank=True, default="")),
                ("sibling_group", models.TextField(blank=True, default="")),
                ("school_starts", models.TimeField(blank=True, null=True)),
                ("school_ends", models.TimeField(blank=True, null=True)),
                ("restricted", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "verbose_name_plural": "children",
                "indexes": [
                    models.Index(fields=["last_name", "first_name"], name="records_chi_last_na_111862_idx"),
                    models.Index(
                        condition=models.Q(("sibling_group", ""), _negated=True), fields=["sibling_group"], name="child_siblings"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "1", "2", "F", "M", "U"])), name="child_sex_is_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ethnicity__in",
                                [
                                    "",
                                    "ABAN",
                                    "AIND",
                                    "AOTH",
                                    "APKN",
                                    "BAFR",
                                    "BCRB",
                                    "BOTH",
                                    "CHNE",
                                    "MOTH",
                                    "MWAS",
                                    "MWBA",
                                    "MWBC",
                                    "NOBT",
                                    "OOTH",
                                    "REFU",
                                    "WBRI",
                                    "WIRI",
                                    "WIRT",
                                    "WOTH",
                                    "WROM",
                                ],
                            )
                        ),
                        name="child_ethnicity_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("school_ends__gte", models.F("school_starts")),
                            ("school_starts__isnull", True),
                            ("school_ends__isnull", True),
                            _connector="OR",
                        ),
                        name="child_school_ends_not_before_school_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("school_starts__isnull", False), _negated=True),
                                models.Q(("school_ends__isnull", False), _negated=True),
                            ),
                            models.Q(("school_starts__isnull", False), ("school_ends__isnull", False)),
                            _connector="OR",
                        ),
                        name="school_hours_filled_in_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditAnchor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(unique=True)),
                ("seq", models.BigIntegerField()),
                ("count", models.BigIntegerField()),
                ("hash", models.TextField()),
                ("made", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("seq", models.BigIntegerField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.TextField(help_text="The account's public name.")),
                ("roles", models.TextField()),
                ("action", models.TextField()),
                ("record", models.TextField()),
                ("subject", models.TextField(blank=True, help_text="The public name of the record.")),
                ("children", models.JSONField(default=list, help_text="The public names of the children shown or changed.")),
                ("outcome", models.TextField()),
                ("reason", models.TextField(blank=True)),
                ("detail", models.JSONField(default=dict, help_text="Names of fields and counts, never values.")),
                ("request", models.TextField(blank=True)),
                ("previous", models.TextField()),
                ("hash", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["actor", "at"], name="records_aud_actor_e967eb_idx"),
                    models.Index(fields=["at"], name="records_aud_at_205b7d_idx"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Beat",
            fields=[
                ("job", models.TextField(primary_key=True, serialize=False)),
                ("last", models.DateTimeField()),
                ("outcome", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField(blank=True, default="")),
                ("district", models.TextField(blank=True, default="")),
                ("recorded", models.BooleanField(default=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="records.child"),
                ),
                ("rule", models.TextField()),
                ("title", models.TextField()),
                ("owner", models.TextField()),
                ("source", models.TextField()),
                ("statutory", models.BooleanField()),
                ("is_review", models.BooleanField()),
                ("about", models.TextField(blank=True, default="")),
                ("event", models.TextField(blank=True, default="")),
                ("from_day", models.DateField(blank=True, null=True)),
                ("started", models.DateField()),
                ("due", models.DateField()),
                ("reason", models.TextField()),
            ],
            options={
                "verbose_name_plural": "duties",
                "indexes": [
                    models.Index(fields=["child", "due"], name="records_dut_child_i_b512bc_idx"),
                    models.Index(fields=["due"], name="records_dut_due_6f3466_idx"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Episode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="episodes", to="records.child"),
                ),
                ("decom", models.DateField()),
                ("rne", models.TextField(blank=True, default="")),
                ("ls", models.TextField(blank=True, default="")),
                ("cin", models.TextField(blank=True, default="")),
                ("place", models.TextField(blank=True, default="")),
                ("place_provider", models.TextField(blank=True, default="")),
                ("dec", models.DateField(blank=True, null=True)),
                ("rec", models.TextField(blank=True, default="")),
                ("reason_place_change", models.TextField(blank=True, default="")),
                ("home_post", models.TextField(blank=True, default="")),
                ("pl_post", models.TextField(blank=True, default="")),
                ("urn", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["child", "decom"], name="records_epi_child_i_96be37_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("rne__in", ["", "B", "L", "P", "S", "T", "U"])), name="episode_rne_is_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ls__in", ["", "C1", "C2", "D1", "E1", "J1", "J2", "J3", "L1", "L2", "L3", "V2", "V3", "V4"])
                        ),
                        name="episode_ls_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("cin__in", ["", "N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"])),
                        name="episode_cin_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "place__in",
                                [
                                    "",
                                    "A3",
                                    "A4",
                                    "A5",
                                    "A6",
                                    "H5",
                                    "K1",
                                    "K2",
                                    "K3",
                                    "P1",
                                    "P2",
                                    "P3",
                                    "R1",
                                    "R2",
                                    "R3",
                                    "R5",
                                    "S1",
                                    "T0",
                                    "T1",
                                    "T2",
                                    "T3",
                                    "T4",
                                    "U1",
                                    "U2",
                                    "U3",
                                    "U4",
                                    "U5",
                                    "U6",
                                    "Z1",
                                    "Z11",
                                    "Z12",
                                    "Z13",
                                    "Z14",
                                ],
                            )
                        ),
                        name="episode_place_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("place_provider__in", ["", "PR0", "PR1", "PR2", "PR3", "PR4", "PR5"])),
                        name="episode_place_provider_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "rec__in",
                                [
                                    "",
                                    "E11",
                                    "E12",
                                    "E13",
                                    "E14",
                                    "E15",
                                    "E16",
                                    "E17",
                                    "E2",
                                    "E3",
                                    "E41",
                                    "E43",
                                    "E44",
                                    "E45",
                                    "E46",
                                    "E47",
                                    "E48",
                                    "E4A",
                                    "E4B",
                                    "E5",
                                    "E6",
                                    "E7",
                                    "E8",
                                    "E9",
                                    "X1",
                                ],
                            )
                        ),
                        name="episode_rec_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason_place_change__in",
                                [
                                    "",
                                    "ALLEG",
                                    "APPRR",
                                    "CARPL",
                                    "CHILD",
                                    "CLOSE",
                                    "CREQB",
                                    "CREQO",
                                    "CUSTOD",
                                    "LAREQ",
                                    "OTHER",
                                    "PLACE",
                                    "STAND",
                                ],
                            )
                        ),
                        name="episode_reason_place_change_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("dec__gte", models.F("decom")), ("decom__isnull", True), ("dec__isnull", True), _connector="OR"
                        ),
                        name="episode_dec_not_before_decom",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="milestones", to="records.child"),
                ),
                ("kind", models.TextField()),
                ("on", models.DateField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "",
                                    "came_into_care",
                                    "left_care",
                                    "placement_started",
                                    "legal_status_changed",
                                    "care_order_made",
                                    "remanded",
                                    "placed_with_parents",
                                    "moved_to_unregulated_accommodation",
                                    "moved_unplanned",
                                    "short_breaks_started",
                                    "short_break_limit_passed",
                                    "adoption_decided",
                                    "authorised_for_adoption",
                                    "placed_for_adoption",
                                    "adoption_disrupted",
                                    "turned_4",
                                    "became_eligible",
                                    "parents_placement_unassessed",
                                    "carer_temporarily_approved",
                                    "care_plan_change_proposed",
                                    "accommodation_to_end",
                                    "release_from_custody",
                                    "ceasing_to_look_after",
                                    "iro_allocated",
                                    "iro_ended",
                                    "iro_introduced",
                                    "iro_visit",
                                    "iro_contact",
                                    "social_worker_allocated",
                                    "social_worker_visit",
                                    "midway_check",
                                    "feedback_asked",
                                    "care_plan_made",
                                    "placement_plan_made",
                                    "detention_placement_plan_made",
                                    "permanence_plan_agreed",
                                    "permanence_tracked",
                                    "red_listed",
                                    "red_list_reviewed",
                                    "health_assessment",
                                    "dental_check",
                                    "sdq_completed",
                                    "pep_made",
                                    "pep_reviewed",
                                    "pathway_needs_assessed",
                                    "pathway_plan_made",
                                    "pathway_plan_reviewed",
                                    "nominated_officer_approved",
                                    "cp_plan_started",
                                    "cp_plan_ended",
                                    "rcpc_held",
                                    "core_group_held",
                                    "cp_midway_check",
                                    "cp_plan_to_panel",
                                    "born",
                                    "review_arranged",
                                    "review_invitations_sent",
                                    "review_papers_received",
                                    "social_worker_consulted",
                                    "child_consulted",
                                    "review_held",
                                    "review_meeting_held",
                                    "review_adjourned",
                                    "review_completed",
                                    "decisions_sent",
                                    "decisions_answered",
                                    "record_completed",
                                    "record_distributed",
                                    "care_plan_updated",
                                    "child_letter_sent",
                                    "qa_form_completed",
                                    "concern_raised_informally",
                                    "escalation_raised",
                                    "starred_recommendation_made",
                                    "escalation_resolved",
                                    "stage_1_started",
                                    "stage_2_started",
                                    "stage_3_started",
                                    "stage_4_started",
                                    "stage_5_started",
                                    "stage_6_started",
                                    "stage_answered",
                                    "section_47_started",
                                    "transfer_in_notified",
                                    "conference_report_shared",
                                    "icpc_held",
                                    "foster_carer_approved",
                                    "foster_carer_reviewed",
                                ],
                            )
                        ),
                        name="milestone_kind_is_a_code",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="plans", to="records.child"),
                ),
                ("kind", models.TextField()),
                ("value", models.TextField(blank=True, default="")),
                ("agreed", models.DateField(blank=True, null=True)),
                ("reviewed", models.DateField(blank=True, null=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ProtectionPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="protection_plans", to="records.child"
                    ),
                ),
                ("category", models.TextField(blank=True, default="")),
                ("started", models.DateField()),
                ("ended", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__gte", models.F("started")),
                            ("started__isnull", True),
                            ("ended__isnull", True),
                            _connector="OR",
                        ),
                        name="protection_plan_ended_not_before_started",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReviewTiming",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="timings", to="records.child"),
                ),
                ("period_started", models.DateField(blank=True, null=True)),
                ("number", models.PositiveIntegerField(null=True)),
                ("kind", models.TextField(blank=True, default="")),
                ("due", models.DateField(blank=True, null=True)),
                ("held", models.DateField()),
                ("on_time", models.BooleanField(null=True)),
                ("rule", models.TextField(blank=True, default="")),
                ("reason", models.TextField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["child", "held"], name="records_rev_child_i_e3f052_idx"),
                    models.Index(fields=["held"], name="records_rev_held_95037c_idx"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AuditChild",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "event",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="of", to="records.auditevent"),
                ),
                ("child", models.UUIDField()),
            ],
            options={
                "indexes": [models.Index(fields=["child", "event"], name="records_aud_child_6e81f1_idx")],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Staff",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.TextField(blank=True, default="")),
                ("role", models.TextField(blank=True, default="")),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="staff",
                        to="records.team",
                    ),
                ),
                ("fte", models.FloatField(blank=True, null=True)),
                ("started", models.DateField(blank=True, null=True)),
                ("ended", models.DateField(blank=True, null=True)),
                ("sex", models.TextField(blank=True, default="")),
                ("ethnicity", models.TextField(blank=True, default="")),
                ("qualified", models.TextField(blank=True, default="")),
                ("email", models.TextField(blank=True, default="")),
                ("recorded", models.BooleanField(default=True)),
            ],
            options={
                "verbose_name_plural": "staff",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sex__in", ["", "1", "2", "F", "M", "U"])), name="staff_sex_is_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ethnicity__in",
                                [
                                    "",
                                    "ABAN",
                                    "AIND",
                                    "AOTH",
                                    "APKN",
                                    "BAFR",
                                    "BCRB",
                                    "BOTH",
                                    "CHNE",
                                    "MOTH",
                                    "MWAS",
                                    "MWBA",
                                    "MWBC",
                                    "NOBT",
                                    "OOTH",
                                    "REFU",
                                    "WBRI",
                                    "WIRI",
                                    "WIRT",
                                    "WOTH",
                                    "WROM",
                                ],
                            )
                        ),
                        name="staff_ethnicity_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__gte", models.F("started")),
                            ("started__isnull", True),
                            ("ended__isnull", True),
                            _connector="OR",
                        ),
                        name="staff_ended_not_before_started",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TeamSpell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="team_spells", to="records.child"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="spells", to="records.team"),
                ),
                ("started", models.DateField(blank=True, null=True)),
                ("ended", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__gte", models.F("started")),
                            ("started__isnull", True),
                            ("ended__isnull", True),
                            _connector="OR",
                        ),
                        name="team_spell_ended_not_before_started",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Conference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="conferences", to="records.child"
                    ),
                ),
                ("kind", models.TextField()),
                ("section47", models.DateField(blank=True, null=True)),
                ("held", models.DateField(blank=True, null=True)),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="conferences",
                        to="records.staff",
                    ),
                ),
                ("outcome", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "ICPC", "RCPC"])), name="conference_kind_is_a_code"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.child"),
                ),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="contacts", to="records.staff"),
                ),
                ("on", models.DateField()),
                ("kind", models.TextField()),
                ("alone", models.BooleanField(blank=True, null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["child", "on"], name="records_con_child_i_2d99f6_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "visit", "call", "message"])), name="contact_kind_is_a_code"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Escalation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="escalations", to="records.child"
                    ),
                ),
                ("raised", models.DateField()),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="records.staff",
                    ),
                ),
                ("kind", models.TextField(blank=True, default="")),
                ("agency", models.TextField(blank=True, default="")),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="escalations",
                        to="records.team",
                    ),
                ),
                ("resolved", models.DateField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, default="")),
                ("impact", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("resolved__isnull", True)), fields=["child"], name="escalation_open")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "informal", "formal", "starred"])), name="escalation_kind_is_a_code"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("resolved__gte", models.F("raised")),
                            ("raised__isnull", True),
                            ("resolved__isnull", True),
                            _connector="OR",
                        ),
                        name="escalation_resolved_not_before_raised",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Involvement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="records.child"
                    ),
                ),
                (
                    "staff",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to="records.staff"
                    ),
                ),
                ("role", models.TextField()),
                ("started", models.DateField(blank=True, null=True)),
                ("ended", models.DateField(blank=True, null=True)),
                ("reason", models.TextField(blank=True, default="")),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["child", "ended"], name="records_inv_child_i_60f266_idx"),
                    models.Index(fields=["staff", "ended"], name="records_inv_staff_i_abc0d7_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended__gte", models.F("started")),
                            ("started__isnull", True),
                            ("ended__isnull", True),
                            _connector="OR",
                        ),
                        name="involvement_ended_not_before_started",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Leave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="leave", to="records.staff"),
                ),
                ("first", models.DateField()),
                ("last", models.DateField()),
            ],
            options={
                "indexes": [models.Index(fields=["staff", "last"], name="records_lea_staff_i_5d0d34_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last__gte", models.F("first")), ("first__isnull", True), ("last__isnull", True), _connector="OR"
                        ),
                        name="leave_last_not_before_first",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Portrait",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "staff",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="portraits", to="records.staff"),
                ),
                ("picture", models.BinaryField(default=b"")),
                ("phone", models.TextField(blank=True, default="")),
                ("made", models.DateTimeField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="records.child"),
                ),
                ("started", models.DateField(blank=True, null=True)),
                ("at", models.TimeField(blank=True, null=True)),
                ("completed", models.DateField(blank=True, null=True)),
                ("status", models.TextField(blank=True, default="")),
                ("participation", models.TextField(blank=True, default="")),
                (
                    "chair",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="records.staff",
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="records.team",
                    ),
                ),
                ("venue", models.TextField(blank=True, default="")),
                ("mode", models.TextField(blank=True, default="")),
                ("child_chaired", models.TextField(blank=True, default="")),
                ("rag", models.TextField(blank=True, default="")),
                ("social_worker_attended", models.BooleanField(blank=True, null=True)),
                ("social_worker_report", models.BooleanField(blank=True, null=True)),
                ("mother_attended", models.BooleanField(blank=True, null=True)),
                ("father_attended", models.BooleanField(blank=True, null=True)),
                ("carer_attended", models.BooleanField(blank=True, null=True)),
                ("child_last_seen", models.DateField(blank=True, null=True)),
                ("decisions_sent", models.DateField(blank=True, null=True)),
                ("record_completed", models.DateField(blank=True, null=True)),
                ("record_distributed", models.DateField(blank=True, null=True)),
                ("late_reason", models.TextField(blank=True, default="")),
                ("late_decided_by", models.TextField(blank=True, default="")),
                ("late_avoidable", models.BooleanField(blank=True, null=True)),
                ("asked_by", models.TextField(blank=True, default="")),
                ("asked_why", models.TextField(blank=True, default="")),
                ("not_seen", models.TextField(blank=True, default="")),
                ("adjourned", models.DateField(blank=True, null=True)),
                ("adjourned_why", models.TextField(blank=True, default="")),
                ("resumes", models.DateField(blank=True, null=True)),
                ("in_error", models.TextField(blank=True, default="")),
                ("no_letter", models.TextField(blank=True, default="")),
                ("entered", models.DateTimeField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [models.Index(fields=["child", "started"], name="records_rev_child_i_30d7c4_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["", "planned", "held", "adjourned", "cancelled"])),
                        name="review_status_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("participation__in", ["", "PN0", "PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"])),
                        name="review_participation_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child_chaired__in", ["", "no", "co-chaired", "chaired"])),
                        name="review_child_chaired_is_a_code",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("completed__gte", models.F("started")),
                            ("started__isnull", True),
                            ("completed__isnull", True),
                            _connector="OR",
                        ),
                        name="review_completed_not_before_started",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "planned")), fields=("child",), name="one_planned_review_a_child"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "child",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="standing",
                        serialize=False,
                        to="records.child",
                    ),
                ),
                ("as_at", models.DateField()),
                ("in_care", models.BooleanField()),
                ("short_breaks", models.BooleanField()),
                ("care_started", models.DateField(blank=True, null=True)),
                ("care_ended", models.DateField(blank=True, null=True)),
                ("legal_status", models.TextField(blank=True, default="")),
                ("placement", models.TextField(blank=True, default="")),
                ("placement_started", models.DateField(blank=True, null=True)),
                ("place_provider", models.TextField(blank=True, default="")),
                ("home_post", models.TextField(blank=True, default="")),
                ("pl_post", models.TextField(blank=True, default="")),
                (
                    "iro",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="standings", to="records.staff"
                    ),
                ),
                ("iro_since", models.DateField(blank=True, null=True)),
                (
                    "social_worker",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.staff"
                    ),
                ),
                (
                    "team_manager",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.staff"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.team"
                    ),
                ),
                ("next_due", models.DateField(blank=True, null=True)),
                ("next_rule", models.TextField(blank=True, default="")),
                ("next_reason", models.TextField(blank=True, default="")),
                ("next_local_due", models.DateField(blank=True, null=True)),
                ("next_local_rule", models.TextField(blank=True, default="")),
                ("next_planned", models.DateField(blank=True, null=True)),
                ("last_review", models.DateField(blank=True, null=True)),
                ("last_seen", models.DateField(blank=True, null=True)),
                ("rag", models.TextField(blank=True, default="")),
                ("open_escalations", models.PositiveSmallIntegerField(default=0)),
                ("in_protection_plan", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["iro", "in_care", "next_due"], name="records_sta_iro_id_7b8cd3_idx"),
                    models.Index(fields=["social_worker"], name="records_sta_social__312517_idx"),
                    models.Index(fields=["team", "in_care"], name="records_sta_team_id_844bb2_idx"),
                    models.Index(condition=models.Q(("in_care", True)), fields=["next_due"], name="standing_next_due"),
                    models.Index(fields=["in_care", "iro"], name="standing_unallocated"),
                ],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "username",
                    models.CharField(
                        error_messages={"unique": "A user with that username already exists."},
                        help_text="Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.",
                        max_length=150,
                        unique=True,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                        verbose_name="username",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "staff",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="account",
                        to="records.staff",
                    ),
                ),
                (
                    "one_time",
                    models.DateTimeField(
                        blank=True, help_text="When a password was given that its owner has yet to change.", null=True
                    ),
                ),
                ("reopened", models.DateTimeField(blank=True, help_text="When the account was last opened again.", null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
                "abstract": False,
                "indexes": [],
                "constraints": [],
            },
            managers=[
                ("objects", footprint.records.models.people.Accounts()),
            ],
        ),
        migrations.CreateModel(
            name="EscalationIssue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="issues", to="records.escalation"
                    ),
                ),
                ("category", models.TextField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="EscalationStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "escalation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="records.escalation"
                    ),
                ),
                ("stage", models.PositiveSmallIntegerField()),
                ("started", models.DateField(blank=True, null=True)),
                ("addressed_to", models.TextField(blank=True, default="")),
                ("answered", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("escalation", "stage"), name="stage_once"),
                    models.CheckConstraint(condition=models.Q(("stage__range", (1, 6))), name="stage_from_1_to_6"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered__gte", models.F("started")),
                            ("started__isnull", True),
                            ("answered__isnull", True),
                            _connector="OR",
                        ),
                        name="escalation_stage_answered_not_before_started",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="AwaitedReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="records.review"),
                ),
                ("kind", models.TextField()),
                ("received", models.DateField(blank=True, null=True)),
                ("shared", models.DateField(blank=True, null=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("review", "kind"), name="one_report_a_kind")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="records.review"),
                ),
                ("category", models.TextField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.TextField(unique=True)),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="records.review"),
                ),
                ("text", models.TextField(blank=True, default="")),
                ("owner", models.TextField(blank=True, default="")),
                ("due", models.DateField(blank=True, null=True)),
                ("status", models.TextField(blank=True, default="")),
                ("completed", models.DateField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Judged",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="judged", to="records.review"),
                ),
                ("question", models.TextField()),
                ("answer", models.TextField(blank=True, default="")),
                ("comment", models.TextField(blank=True, default="")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("review", "question"), name="one_answer_a_question")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Meeting",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="meetings", to="records.review"),
                ),
                ("held", models.DateField()),
                ("venue", models.TextField(blank=True, default="")),
                ("mode", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="participants", to="records.review"
                    ),
                ),
                ("part", models.TextField()),
                ("name", models.TextField(blank=True, default="")),
                ("email", models.TextField(blank=True, default="")),
                ("wanted", models.BooleanField(blank=True, null=True)),
                ("invited", models.DateField(blank=True, null=True)),
                ("how", models.TextField(blank=True, default="")),
                ("attended", models.BooleanField(blank=True, null=True)),
                ("why_not", models.TextField(blank=True, default="")),
                ("may_know_address", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "part", "name"), name="one_participant_a_part_and_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "part__in",
                                [
                                    "child",
                                    "mother",
                                    "father",
                                    "carer",
                                    "social worker",
                                    "team manager",
                                    "school",
                                    "health",
                                    "advocate",
                                    "independent visitor",
                                    "interpreter",
                                    "sibling",
                                    "other",
                                ],
                            )
                        ),
                        name="participant_part_is_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ReviewAction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="actions", to="records.review"),
                ),
                ("action", models.TextField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="AccessReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("accounts", models.PositiveIntegerField()),
                ("outcome", models.TextField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Allowed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="allowed", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="allowed", to="records.child"),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("given", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "child"), name="allowed_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="BreakGlass",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="glass", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="glass", to="records.child"),
                ),
                ("category", models.TextField()),
                ("reason", models.TextField()),
                ("opened", models.DateTimeField()),
                ("until", models.DateTimeField()),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("reviewed", models.DateTimeField(blank=True, null=True)),
                ("verdict", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["user", "until"], name="records_bre_user_id_4ca574_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until__gte", models.F("opened")), ("opened__isnull", True), ("until__isnull", True), _connector="OR"
                        ),
                        name="break_glass_until_not_before_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reviewed__gte", models.F("opened")),
                            ("opened__isnull", True),
                            ("reviewed__isnull", True),
                            _connector="OR",
                        ),
                        name="break_glass_reviewed_not_before_opened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(models.Q(("reviewed__isnull", False), _negated=True), ("verdict", "")),
                            models.Q(("reviewed__isnull", False), models.Q(("verdict", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="break_glass_filled_in_together",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="records.child"),
                ),
                ("reason", models.TextField()),
                (
                    "declared_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("declared", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "child"), name="conflict_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consultations", to="records.review"
                    ),
                ),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("about", models.TextField(default="review")),
                ("who", models.TextField()),
                ("band", models.TextField(blank=True, default="")),
                ("name", models.TextField(blank=True, default="")),
                ("language", models.TextField(default="en")),
                ("hash", models.TextField(unique=True)),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("made", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("used", models.DateTimeField(blank=True, null=True)),
                ("revoked", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__in", ["review", "feedback"])), name="consultation_about_is_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("who__in", ["child", "parent", "carer", "professional"])),
                        name="consultation_who_is_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="records.review"
                    ),
                ),
                ("section", models.TextField(blank=True, default="")),
                ("text", models.TextField()),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "child",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="documents", to="records.child"),
                ),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="documents",
                        to="records.review",
                    ),
                ),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.TextField()),
                ("recipient", models.TextField(blank=True, default="")),
                ("name", models.TextField(blank=True, default="")),
                ("title", models.TextField(blank=True, default="")),
                ("language", models.TextField(default="en-GB")),
                ("content", models.JSONField(default=list)),
                ("made", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("final", models.DateTimeField(blank=True, null=True)),
                ("held", models.TextField(blank=True, default="")),
                (
                    "released_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent", models.DateField(blank=True, null=True)),
                ("how", models.TextField(blank=True, default="")),
                (
                    "sent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("sent__isnull", False), _negated=True),
                                models.Q(("sent_by__isnull", False), _negated=True),
                            ),
                            models.Q(("sent__isnull", False), ("sent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="document_sent_filled_in_together",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent__isnull", True), ("final__isnull", False), _connector="OR"),
                        name="only_what_is_final_is_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sent__isnull", True), ("held", ""), ("released_by__isnull", False), _connector="OR"),
                        name="what_is_held_needs_a_second_person",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Import",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="imports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("name", models.TextField(blank=True, default="")),
                ("kind", models.TextField(blank=True, default="")),
                ("digest", models.TextField()),
                ("state", models.TextField(default="read")),
                ("said", models.TextField(blank=True, default="")),
                ("progress", models.TextField(blank=True, default="")),
                ("began", models.DateTimeField(blank=True, null=True)),
                ("read", models.DateTimeField(auto_now_add=True)),
                ("confirmed", models.DateTimeField(blank=True, null=True)),
                ("as_at", models.DateField(blank=True, null=True)),
                ("older", models.BooleanField(default=False)),
                ("counts", models.JSONField(default=list)),
                ("changes", models.JSONField(default=dict)),
                ("told", models.JSONField(default=dict)),
                ("seal", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["state", "as_at"], name="records_imp_state_95983c_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("state", "confirmed"), _negated=True),
                                models.Q(("confirmed__isnull", False), _negated=True),
                            ),
                            models.Q(("state", "confirmed"), ("confirmed__isnull", False)),
                            _connector="OR",
                        ),
                        name="import_filled_in_together",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Role",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("name", models.TextField()),
                ("since", models.DateTimeField(auto_now_add=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="role_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RoleRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="role_requests", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("name", models.TextField()),
                ("asked", models.DateTimeField(auto_now_add=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("user", "name"), name="role_request_once")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Section",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "review",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="records.review"),
                ),
                ("key", models.TextField()),
                ("text", models.TextField(blank=True, default="")),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("review", "key"), name="one_section_a_key")],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SentForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("once", models.TextField()),
                ("sent", models.DateTimeField(auto_now_add=True)),
                ("view", models.TextField(blank=True, default="")),
                ("parts", models.JSONField(default=list)),
                ("said", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["sent"], name="records_sen_sent_333d26_idx")],
                "constraints": [models.UniqueConstraint(fields=("user", "once"), name="form_sent_once")],
            },
        ),
        migrations.CreateModel(
            name="DecisionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answer", to="records.decision"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("on", models.DateField()),
                ("agrees", models.BooleanField()),
                ("reason", models.TextField(blank=True, default="")),
                ("silent", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("agrees", True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                        name="objection_has_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("agrees", True), ("silent", False), _connector="OR"), name="silence_is_agreement"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="progress", to="records.decision"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                ("on", models.DateField()),
                ("text", models.TextField(blank=True, default="")),
                ("status", models.TextField(blank=True, default="")),
                (
                    "review",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="checked",
                        to="records.review",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "participant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="invitations", to="records.participant"
                    ),
                ),
                ("kind", models.TextField()),
                ("how", models.TextField()),
                ("on", models.DateField()),
                ("at", models.TimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("made", models.DateTimeField()),
                ("sent", models.DateTimeField(blank=True, null=True)),
                ("fault", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [models.Index(fields=["participant", "made"], name="records_inv_partici_3feb69_idx")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["invitation", "new day", "reminder", "cancellation"])),
                        name="invitation_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("how__in", ["e-mail", "letter", "telephone", "in person"])),
                        name="invitation_how_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Answers",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consultation",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="answers", to="records.consultation"
                    ),
                ),
                ("at", models.DateTimeField()),
                ("answers", models.JSONField(default=dict)),
                ("shared", models.JSONField(default=dict)),
                (
                    "typed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("read", models.DateTimeField(blank=True, null=True)),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                models.Q(("read__isnull", False), _negated=True),
                                models.Q(("read_by__isnull", False), _negated=True),
                            ),
                            models.Q(("read__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="answers_read_filled_in_together",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="ImportException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="exceptions", to="records.import"
                    ),
                ),
                ("kind", models.TextField()),
                ("child", models.TextField(blank=True, default="")),
                ("sentence", models.TextField()),
                ("file", models.TextField(blank=True, default="")),
                ("row", models.PositiveIntegerField(null=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="ImportProblem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="problems", to="records.import"),
                ),
                ("rule", models.TextField()),
                ("severity", models.TextField()),
                ("file", models.TextField()),
                ("row", models.PositiveIntegerField(null=True)),
                ("column", models.TextField(blank=True, default="")),
                ("sentence", models.TextField()),
                ("child", models.TextField(blank=True, default="")),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Lacking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "batch",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="lacking", to="records.import"),
                ),
                ("side", models.TextField()),
                ("table", models.TextField()),
                ("child", models.TextField(blank=True, default="")),
                ("sentence", models.TextField()),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
    ]
