// The list of what lies on this device for somebody: what waits, and what was refused, with the reason and what to do.

import * as clock from "./clock.js";
import * as sender from "./sender.js";
import { changeEntry, dropEntry, entriesOf } from "./shelf.js";
import { entries as counted } from "./words.js";

const me = Number(document.body.dataset.person || 0);
let dialog;

/** What the list holds: everything but what a page is sending at this moment. */
export const listed = async () => (await entriesOf(me)).filter((entry) => entry.state !== "sending");

/** An element of a class with content. */
export function make(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

/** The line that says what an entry is, when it was written, and how it stands. */
export function head(entry) {
  const refused = entry.state === "refused";
  const sign = make("span", "tg-tag__mark", refused ? "○" : "◐");
  sign.setAttribute("aria-hidden", "true");
  const tag = make("strong", `tg-tag tg-tag--${refused ? "bad" : "part"}`, sign, refused ? "Not written" : "Waiting to be sent");
  return make("p", "tg-away__head", make("span", "", entry.label), make("span", "tg-away__note", clock.inWords(entry.at)), tag);
}

/** A button that opens the list. */
export function opener(count) {
  const button = make("button", "tg-away__see", `See ${counted(count)}`);
  button.type = "button";
  button.addEventListener("click", open);
  return button;
}

async function open() {
  dialog ??= build();
  await fill();
  dialog.showModal();
  dialog.querySelector("h2").focus();
}

function build() {
  const heading = make("h2", "govuk-heading-m", "On this device");
  heading.id = "away-title";
  heading.tabIndex = -1;
  const close = make("form", "", make("button", "govuk-button", "Close"));
  close.method = "dialog";
  const made = make("dialog", "tg-away", heading, make("div", "tg-away__rows"), close);
  made.setAttribute("aria-labelledby", heading.id);
  document.body.append(made);
  document.addEventListener("away:changed", () => made.open && fill());
  return made;
}

async function fill() {
  const rows = (await listed()).map(row);
  dialog.querySelector(".tg-away__rows").replaceChildren(
    rows.length ? make("ol", "tg-away__list", ...rows) : make("p", "", "Nothing waits on this device."),
  );
}

function row(entry) {
  const made = make("li", "", head(entry), make("p", "tg-away__note", entry.place));
  if (entry.words) made.append(make("p", "tg-away__words", entry.words));
  if (entry.state === "refused") made.append(make("p", "tg-away__reason", entry.reason), choices(entry));
  return made;
}

// What one may do with an entry that was refused. Its words go only by the person's own act.
function choices(entry) {
  const again = button("Try again", async () => {
    await changeEntry(entry, { state: "waiting", tries: 0 });
    sender.changed();
    sender.now();
  });
  const discard = button("Discard", async () => {
    if (!window.confirm("Discard this entry? Its words are gone then.")) return;
    await dropEntry(entry.id);
    sender.changed();
  });
  return make("p", "tg-away__do", ...(entry.words ? [button("Copy the words", (made) => copy(made, entry.words))] : []), again, discard);
}

function button(text, act) {
  const made = make("button", "govuk-button govuk-button--secondary", text);
  made.type = "button";
  made.addEventListener("click", () => act(made));
  return made;
}

// Where the clipboard is refused the words are selected, to be copied by hand.
async function copy(made, words) {
  try {
    await navigator.clipboard.writeText(words);
    made.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(made.closest("li").querySelector(".tg-away__words"));
  }
}
