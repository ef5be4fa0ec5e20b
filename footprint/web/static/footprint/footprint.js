// What makes the pages handier where scripts run. Every page works without it. The one thing that is sent by itself is a section of a
// record while it is typed, to where its own form would send it.

startDesignSystem();
document.querySelectorAll("table[data-sortable]").forEach(makeSortable);
document.querySelectorAll("input[data-filters]").forEach(makeFilter);
const sections = [...document.querySelectorAll("form[data-autosave]")].map(makeAutosave);
if (sections.length) window.addEventListener("beforeunload", (leaving) => sections.some((each) => each.unsaved()) && leaving.preventDefault());
watchSession(document.body.dataset);

/** GOV.UK Frontend asks for these two classes before it starts; they are set here so that no script stands in the page. */
function startDesignSystem() {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
  const address = document.querySelector("link[data-design-system]")?.href;
  if (address) import(address).then((system) => system.initAll());
}

// Sorting by a column's head -------------------------------------------------------------------------------------------

/** Each head that says data-sort gets a button; a second press turns the order round. */
function makeSortable(table) {
  for (const head of table.tHead.querySelectorAll("th[data-sort]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fp-sort";
    button.append(...head.childNodes);
    head.append(button);
    if (!head.hasAttribute("aria-sort")) head.setAttribute("aria-sort", "none");
    button.addEventListener("click", () => sortBy(table, head));
  }
}

function sortBy(table, head) {
  const direction = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
  for (const other of table.tHead.querySelectorAll("th[aria-sort]")) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", direction);
  const sign = direction === "ascending" ? 1 : -1;
  const rows = [...table.tBodies[0].rows];
  const key = (row) => sortKey(row.cells[head.cellIndex]);
  rows.sort((one, other) => order(key(one), key(other), sign));
  table.tBodies[0].append(...rows);
}

/** A cell's own data-sort (an ISO date, a number), or its words. */
function sortKey(cell) {
  return cell?.dataset.sort ?? cell?.textContent.trim() ?? "";
}

/** Numbers by size, the rest by alphabet; what is not recorded comes last in either order. */
function order(one, other, sign) {
  if (one === "" || other === "") return (one === "") - (other === "");
  const difference = Number(one) - Number(other);
  return sign * (Number.isNaN(difference) ? one.localeCompare(other, "en-GB", { numeric: true }) : difference);
}

// Narrowing a table that is already on the page -----------------------------------------------------------------------

/** The field is hidden in the page as sent, because without scripts it would do nothing. */
function makeFilter(input) {
  const table = document.getElementById(input.dataset.filters);
  const holder = input.closest("[data-filter]");
  if (!table || !holder) return;
  holder.hidden = false;
  const count = holder.querySelector("[data-filter-count]");
  input.addEventListener("input", () => narrow(table, input.value, count));
  input.addEventListener("keydown", (press) => {
    if (press.key === "Enter") press.preventDefault();
  });
}

/** Rows stay where each word typed is somewhere in the row. */
function narrow(table, typed, count) {
  const words = typed.toLocaleLowerCase("en-GB").split(/\s+/).filter(Boolean);
  const rows = [...table.tBodies[0].rows];
  for (const row of rows) {
    const text = row.textContent.toLocaleLowerCase("en-GB");
    row.hidden = !words.every((word) => text.includes(word));
  }
  const left = rows.filter((row) => !row.hidden).length;
  if (count) count.textContent = words.length ? `${left} of ${rows.length} shown` : "";
}

// Saving while one types ------------------------------------------------------------------------------------------------

const PAUSE = 900;
const AGAIN = 4000;

/** A section is saved at each pause of typing. Without a connection it stays on the page, says so, and is saved when there is one. */
function makeAutosave(form) {
  const box = form.elements.text;
  const said = form.querySelector("[data-saved]");
  let saved = box.value;
  let timer = 0;
  let busy = false;

  const unsaved = () => box.value !== saved;
  const say = (words, tone = "") => {
    said.dataset.tone = tone;
    if (said.textContent !== words) said.textContent = words;
  };
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  async function save() {
    if (busy || !unsaved()) return;
    busy = true;
    const text = box.value;
    const answer = await send(form, text);
    busy = false;
    if (answer.saved) {
      saved = text;
      form.elements.seen.value = answer.seen;
      say("Saved");
    } else if (answer.theirs !== undefined) {
      form.elements.seen.value = answer.seen;
      showTheirs(form, answer.theirs);
      say(answer.said, "bad");
      return;
    } else {
      say(answer.said, "bad");
      if (answer.forGood) return;
    }
    if (unsaved()) later(answer.saved ? PAUSE : AGAIN);
  }

  box.addEventListener("input", () => {
    if (!said.dataset.tone) say("Saving…");
    later(PAUSE);
  });
  box.addEventListener("blur", () => later(0));
  window.addEventListener("online", () => later(0));
  form.addEventListener("submit", (press) => {
    press.preventDefault();
    later(0);
  });
  form.querySelector("[data-save]").remove(); // saving needs no button any more
  return { unsaved };
}

/** What the service says of a section that was sent: saved; refused for good; or not now, with the reason in words. */
async function send(form, text) {
  const body = new URLSearchParams({ text, seen: form.elements.seen.value, csrfmiddlewaretoken: form.elements.csrfmiddlewaretoken.value });
  const asked = { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual", credentials: "same-origin" };
  const answer = await fetch(form.action, asked).catch(() => null);
  if (!answer) return { said: "No connection. What you write is kept on this page and saved when the connection is back." };
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    await renewToken(form);
    return { said: "You are signed out. Sign in again in another tab; what you write is kept on this page and saved then." };
  }
  const told = await answer.json().catch(() => null);
  if (!told) return { said: "The service did not answer. What you write is kept on this page; trying again." };
  return { ...told, forGood: answer.status === 422 };
}

/** After signing in again in another tab the word against forged forms is a new one: it is read off this page as it is now. */
async function renewToken(form) {
  const answer = await fetch(location.href, { credentials: "same-origin", redirect: "manual" }).catch(() => null);
  if (!answer?.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const token = page.querySelector("input[name=csrfmiddlewaretoken]")?.value;
  if (token) form.elements.csrfmiddlewaretoken.value = token;
}

/** Both texts are on the page, so that neither is lost; what one types next is saved in place of the other's. */
function showTheirs(form, text) {
  form.querySelector(".fp-theirs")?.remove();
  const box = piece("div", "fp-theirs", "");
  box.append(piece("p", "govuk-body", "Saved by somebody else; yours is above. Change yours to save it in place of this:"), piece("p", "fp-written", text || "(nothing)"));
  form.append(box);
}

// The end of a session -------------------------------------------------------------------------------------------------

/** Two minutes before the end, a dialog asks; all open tabs of the service share one clock. */
function watchSession({ sessionSeconds, keepAlive }) {
  const length = Number(sessionSeconds) * 1000;
  if (!length || !keepAlive) return;
  const warning = Math.min(120_000, length / 2);
  const others = new BroadcastChannel("footprint-session");
  const dialog = sessionDialog(stay);
  let end = 0;

  function restart() {
    end = Date.now() + length;
    dialog.dismiss();
  }

  async function stay() {
    const answer = await fetch(keepAlive, { credentials: "same-origin", redirect: "error" }).catch(() => null);
    if (!answer?.ok) return dialog.failed();
    restart();
    others.postMessage("alive");
  }

  others.addEventListener("message", restart);
  restart();
  others.postMessage("alive");
  setInterval(() => {
    const left = end - Date.now();
    if (left <= 0) dialog.over();
    else if (left <= warning) dialog.warn(Math.ceil(left / 60_000));
  }, Math.min(5000, length / 10));
}

function sessionDialog(stay) {
  const dialog = document.createElement("dialog");
  dialog.className = "fp-dialog";
  dialog.setAttribute("aria-labelledby", "session-title");
  const title = piece("h2", "govuk-heading-m", "");
  title.id = "session-title";
  const words = piece("p", "govuk-body", "");
  words.id = "session-words";
  words.setAttribute("aria-live", "polite");
  dialog.setAttribute("aria-describedby", "session-words");
  const staying = piece("button", "govuk-button", "Stay signed in");
  staying.type = "button";
  staying.addEventListener("click", stay);
  const again = piece("a", "govuk-link", "Sign in again");
  again.href = location.href;
  const buttons = piece("div", "govuk-button-group", "");
  buttons.append(staying, again);
  dialog.append(title, words, buttons);
  document.body.append(dialog);

  function show(heading, sentence, mayStay) {
    title.textContent = heading;
    if (words.textContent !== sentence) words.textContent = sentence;
    staying.hidden = !mayStay;
    again.hidden = mayStay;
    if (!dialog.open) dialog.showModal();
  }

  return {
    dismiss: () => dialog.open && dialog.close(),
    warn: (minutes) => {
      const time = minutes === 1 ? "one minute" : `${minutes} minutes`;
      show("Are you still there?", `You will be signed out in ${time}, and what you have not saved will be lost.`, true);
    },
    failed: () => show("You could not be kept signed in", "The service did not answer. Copy what you have not saved.", true),
    over: () => show("You have been signed out", "Copy what you have not saved before you sign in again.", false),
  };
}

function piece(name, classes, words) {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = words;
  return made;
}
