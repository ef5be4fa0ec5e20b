"""The site map."""

from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from footprint.web.views import (
    arranging,
    changes,
    child,
    children,
    consulting,
    deciding,
    demo,
    governance,
    imports,
    inviting,
    judging,
    leave,
    letters,
    people,
    plain,
    portrait,
    problems,
    public_form,
    recording,
    review,
    sending,
    service,
    settings,
    sign_in,
    today,
    who_looked,
)


class _Answer(StringConverter):
    regex = "approve|refuse|take"


class _Verb(StringConverter):
    regex = "close|reopen|password|factor"


class _Step(StringConverter):
    regex = "begin|meet|adjourn|resume|complete"


register_converter(_Answer, "answer")
register_converter(_Verb, "verb")
register_converter(_Step, "step")

_OF_A_REVIEW = [
    path("", review.review, name="review"),
    path("people/", inviting.people, name="review_people"),
    path("calendar.ics", inviting.calendar, name="review_calendar"),
    path("step/<step:step>/", review.step, name="review_step"),
    path("cancel/", review.cancel, name="cancel_review"),
    path("error/", review.void, name="void_review"),
    path("late/", review.late, name="late_review"),
    path("record/", recording.hold, name="hold"),
    path("record/present/", recording.presence, name="presence"),
    path("record/final/", recording.finish, name="finish_record"),
    path("record/correction/", recording.correct, name="correct_record"),
    path("record/last-decisions/", recording.last_decisions, name="last_decisions"),
    path("record/<slug:key>/", recording.save_section, name="save_section"),
    path("judgement/", judging.judge, name="judge"),
    path("decisions/", deciding.decisions, name="decisions"),
    path("decisions/new/", deciding.decide, name="new_decision"),
    path("decisions/send/", deciding.send, name="send_decisions"),
    path("decisions/<uuid:decision>/", deciding.decide, name="edit_decision"),
    path("decisions/<uuid:decision>/answer/", deciding.answer, name="answer_decision"),
    path("decisions/<uuid:decision>/progress/", deciding.progress, name="progress"),
    path("views/", consulting.views, name="views"),
    path("views/ask/", consulting.ask_views, name="ask_views"),
    path("views/letter/", consulting.views_letter, name="views_letter"),
    path("views/revoke/", consulting.revoke_views, name="revoke_views"),
    path("views/paper/", consulting.paper_views, name="paper_views"),
    path("views/read/", consulting.read_views, name="read_views"),
    path("views/shared/", consulting.shared_views, name="shared_views"),
    path("send/", sending.send_record, name="send_record"),
    path("letter/", letters.letter, name="letter"),
    path("document/<uuid:document>/", sending.document, name="document"),
    path("document/<uuid:document>.pdf", sending.document_pdf, name="document_pdf"),
    path("document/<uuid:document>.docx", sending.document_docx, name="document_docx"),
    path("document/<uuid:document>/release/", sending.release, name="release"),
]

urlpatterns = [
    path("", today.today, name="today"),
    path("children/", children.children, name="children"),
    path("children/calendar/", children.calendar, name="calendar"),
    path("children/leave/", leave.leave, name="leave"),
    path("children/leave/new/", leave.new_leave, name="new_leave"),
    path("children/leave/<uuid:ref>/", leave.end_leave, name="end_leave"),
    path("children/in-need/", changes.break_glass, name="break_glass"),
    path("child/<uuid:ref>/", child.child, name="child"),
    path("child/<uuid:ref>/reviews/", child.reviews, name="reviews"),
    path("child/<uuid:ref>/life/", child.life_page, name="life"),
    path("child/<uuid:ref>/duties/", child.duties, name="duties"),
    path("child/<uuid:ref>/record.pdf", child.paper, name="paper"),
    path("child/<uuid:ref>/contact/", changes.contact, name="contact"),
    path("child/<uuid:ref>/review/", arranging.plan_review, name="plan_review"),
    path("child/<uuid:ref>/review/now/", review.current, name="current_review"),
    path("child/<uuid:ref>/review/<uuid:review>/", include(_OF_A_REVIEW)),
    path("child/<uuid:ref>/introduction/", letters.introduction, name="introduction"),
    path("child/<uuid:ref>/document/<uuid:document>/", sending.document, name="own_document"),
    path("child/<uuid:ref>/document/<uuid:document>.pdf", sending.document_pdf, name="own_document_pdf"),
    path("child/<uuid:ref>/document/<uuid:document>.docx", sending.document_docx, name="own_document_docx"),
    path("child/<uuid:ref>/document/<uuid:document>/release/", sending.release, name="own_release"),
    path("child/<uuid:ref>/iro/", changes.allocate, name="allocate"),
    path("child/<uuid:ref>/details/", changes.details, name="details"),
    path("child/<uuid:ref>/restriction/", changes.restrict, name="restrict"),
    path("child/<uuid:ref>/access/", who_looked.access, name="access"),
    path("data/", imports.imports, name="imports"),
    path("data/upload/", imports.upload, name="upload"),
    path("data/problems/", problems.problems, name="problems"),
    path("data/problems.csv", problems.problems_file, name="problems_file"),
    path("data/<uuid:ref>/", imports.import_, name="import"),
    path("data/<uuid:ref>/reconciliation/", imports.reconciliation, name="reconciliation"),
    path("account/portrait/", portrait.portrait, name="portrait"),
    path("people/", people.people, name="people"),
    path("people/new/", people.new_person, name="new_person"),
    path("people/access-log/", who_looked.access_log, name="access_log"),
    path("people/in-need/", governance.glass_reviews, name="glass_reviews"),
    path("people/in-need/<uuid:ref>/", governance.glass_review, name="glass_review"),
    path("people/conflicts/", governance.conflicts, name="conflicts"),
    path("people/conflicts/new/", governance.new_conflict, name="new_conflict"),
    path("people/conflicts/<uuid:ref>/end/", governance.end_conflict, name="end_conflict"),
    path("people/reviews/", governance.access_reviews, name="access_reviews"),
    path("people/<uuid:ref>/", people.person, name="person"),
    path("people/<uuid:ref>/roles/", people.person_roles, name="person_roles"),
    path("people/<uuid:ref>/roles/<slug:role>/<answer:answer>/", people.role_answer, name="role_answer"),
    path("people/<uuid:ref>/<verb:verb>/", people.person_change, name="person_change"),
    path("service/", service.service, name="service"),
    path("settings/", settings.settings, name="settings"),
    path("settings/rules/<str:name>/", settings.rule, name="rule"),
    path("c/sent/", public_form.public_sent, name="public_sent"),
    path("c/<str:token>/", public_form.public_form, name="public_form"),
    path("demo/", demo.demo, name="demo"),
    path("account/", sign_in.account, name="account"),
    path("accounts/", include("footprint.web.sign_in_urls")),
    path("session/", plain.keep_alive, name="keep_alive"),
    path("health", plain.health, name="health"),
    path("brand.css", plain.brand, name="brand"),
    path("<str:topic>", plain.about, name="about_page"),
]
