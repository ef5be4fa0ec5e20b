// What makes a form behind a link kinder where scripts run: it is read aloud, and a page that was closed by mistake loses nothing.
// Everything works without it. Nothing here sends anything: a draft stays in this tab (sessionStorage), under the path of its own
// link, so that it never stands on another child's form, and it is gone when the form is sent or the tab is closed.

const DRAFT = "footprint-draft:";
const { page, readAloud, stop } = document.body.dataset;

if (page === "form") keepDraft(document.querySelector("form"));
else forgetDrafts();
if ("speechSynthesis" in window) document.querySelectorAll("[data-read]").forEach(offerToRead);

// The draft ------------------------------------------------------------------------------------------------------------

function keepDraft(form) {
  const key = DRAFT + location.pathname;
  if (!canStore()) return;
  fill(form, JSON.parse(sessionStorage.getItem(key) ?? "{}"));
  form.querySelector("[data-draft]").hidden = false;
  const save = () => sessionStorage.setItem(key, JSON.stringify(told(form)));
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

/** Some browsers forbid it; the form then does without. */
function canStore() {
  try {
    sessionStorage.setItem(DRAFT, "");
    sessionStorage.removeItem(DRAFT);
    return true;
  } catch {
    return false;
  }
}

function told(form) {
  return Object.fromEntries([...new FormData(form)].filter(([name]) => /^(answer|share)-/.test(name)));
}

function fill(form, draft) {
  for (const [name, value] of Object.entries(draft)) {
    const field = form.elements.namedItem(name);
    if (field) field.value = value;
  }
}

function forgetDrafts() {
  if (!canStore()) return;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(DRAFT)) sessionStorage.removeItem(key);
}

// Reading aloud --------------------------------------------------------------------------------------------------------

/** A button in the corner of each piece; a second press stops it. Nobody is read to who has not asked for it. */
function offerToRead(piece) {
  const text = words(piece);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fp-read";
  button.addEventListener("click", () => {
    const was = button.getAttribute("aria-pressed") === "true";
    speechSynthesis.cancel();
    document.querySelectorAll(".fp-read").forEach((each) => show(each, false));
    if (!was) speak(text, button);
  });
  show(button, false, text);
  piece.classList.add("fp-reads");
  (piece.querySelector("legend, label") ?? piece.lastElementChild).after(button);
}

function speak(text, button) {
  const said = new SpeechSynthesisUtterance(text);
  said.lang = document.documentElement.lang;
  said.onend = () => show(button, false);
  show(button, true);
  speechSynthesis.speak(said);
}

function show(button, speaking, text = button.dataset.text) {
  button.dataset.text = text;
  button.setAttribute("aria-pressed", speaking);
  button.setAttribute("aria-label", `${readAloud}: ${text.split("\n")[0]}`);
  button.title = speaking ? stop : readAloud;
}

/** What a person reads there: texts and choices, not what was typed. */
function words(piece) {
  const parts = piece.querySelectorAll("h1, p, legend, label");
  const said = [...parts].map((each) => each.textContent.trim()).filter(Boolean);
  return said.map((each) => (/[.?!؟።]$/.test(each) ? each : `${each}.`)).join("\n");
}
