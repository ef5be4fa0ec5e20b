"""From booking a review to the child's letter, through the API of Footprint.

python api.py https://footprint.council.example N-1234
"""

from __future__ import annotations

import sys
from datetime import date
from getpass import getpass
from typing import Any

import requests


class Footprint:
    """Somebody who is signed in."""

    def __init__(self, address: str, session: requests.Session | None = None) -> None:
        self.address, self.session = address.rstrip("/"), session or requests.Session()

    def sign_in(self, email: str, password: str, code: str) -> None:
        """With a password, and the code of the moment from the person's authenticator app."""
        self._form("/accounts/login/", login=email, password=password)
        self._form("/accounts/code/", code=code)

    def _form(self, path: str, **told: str) -> None:
        self.session.get(self.address + path)  # which gives the word against forged forms
        told["csrfmiddlewaretoken"] = self._word()
        answer = self.session.post(self.address + path, told, headers=self._from_here(), allow_redirects=False)
        if answer.status_code != 302:
            raise PermissionError(f"{path} was not accepted.")

    def _word(self) -> str:
        names = ("__Host-csrf", "csrf")  # over HTTPS; and over HTTP, on one's own machine
        return next(self.session.cookies[name] for name in names if name in self.session.cookies)

    def _from_here(self) -> dict[str, str]:
        return {"Referer": f"{self.address}/", "X-CSRFToken": self._word()}

    def get(self, path: str, **asked: str) -> Any:
        """Read something."""
        return self._told(self.session.get(f"{self.address}/api{path}", params=asked, allow_redirects=False))

    def post(self, path: str, key: str = "", **told: Any) -> Any:
        """Change something; with a key of one's own, once, however often it is sent."""
        headers = self._from_here() | ({"Idempotency-Key": key} if key else {})
        return self._told(self.session.post(f"{self.address}/api{path}", json=told, headers=headers, allow_redirects=False))

    @staticmethod
    def _told(answer: requests.Response) -> Any:
        if answer.is_redirect:
            raise PermissionError("The session has ended: sign in again.")
        if not answer.ok:
            raise ValueError(answer.json()["reason"])  # the sentence that the page would say
        return answer.json()


def review_and_letter(iro: Footprint, number: str, today: date) -> str:
    """Book a review of a child for today, hold it, write it down, and write to the child; the address of the letter."""
    child = f"/children/{iro.get('/children', number=number)['children'][0]['child']}"
    on = today.isoformat()
    for remark in iro.get(f"{child}/diary", on=on)["remarks"]:
        print("To think of:", remark)  # it stops nothing

    held = iro.post(f"{child}/reviews/book", key=f"review of {number} on {on}", on=on, venue="The placement")
    review = f"{child}/reviews/{held['review']}"
    iro.post(f"{review}/people/usual")
    asked = iro.post(f"{review}/views/ask", who="parent", name="The child's mother")
    print("Give her this link, which is told only now:", iro.address + asked["link"])

    seen = held["version"]  # each change says what it saw, and answers with what there is now
    seen = iro.post(f"{review}/begin", on=on, seen=seen)["version"]
    seen = iro.post(f"{review}/presence", seen=seen, way="spoke", last_seen=on)["version"]
    iro.post(f"{review}/sections/health", text="You are well, and the dentist has seen you.")
    iro.post(f"{review}/decisions/add", text="A bicycle", owner="The social worker", due=on)
    seen = iro.post(f"{review}/complete", seen=seen, on=on)["version"]
    seen = iro.post(f"{review}/decisions/send", seen=seen)["version"]
    iro.post(f"{review}/final", seen=seen)

    letter = iro.post(f"{review}/letter")  # drafted from the record, in words for the child's age
    document = f"{child}/documents/{letter['document']}"
    letter = iro.post(f"{document}/edit", seen=letter["version"], texts={"hello": "Thank you for coming."})
    letter = iro.post(f"{document}/finish-letter", seen=letter["version"])
    print("The letter is", letter["stands"])  # ready for business support to send, or held until a second person has read it
    return f"{iro.address}/api{document}.pdf"


if __name__ == "__main__":
    somebody = Footprint(sys.argv[1])
    somebody.sign_in(input("E-mail: "), getpass("Password: "), input("Code: "))
    print(review_and_letter(somebody, sys.argv[2], date.today()))
