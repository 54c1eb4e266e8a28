// What waits on the device, in its place: under its item, at the foot with a count, and in a list with what was refused.

import * as clock from "../../away/clock.js";
import * as sender from "../../away/sender.js";
import { changeEntry, dropEntry, entriesOf, lasts } from "../../away/shelf.js";
import { entries as counted, refusedSays, says } from "../../away/words.js";
import { shown, titleOf } from "./items.js";

const me = Number(document.body.dataset.person);
const place = document.querySelector("[data-away-room]");
const LISTED = ["bank", "question", "answer", "evidence", "judgement", "action", "review", "note"];

/** Whether this page opens again without a network: it just did, or `room.js` says so once it knows. */
export const safe = { toLoad: "kept" in document.documentElement.dataset };

function make(tag, className, ...content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...content);
  return made;
}

function mark(entry) {
  const words = entry.state === "refused" ? "Not written" : "Waiting to be sent";
  const sign = make("span", "tg-tag__mark", entry.state === "refused" ? "○" : "◐");
  sign.setAttribute("aria-hidden", "true");
  return make("strong", `tg-tag tg-tag--${entry.state === "refused" ? "bad" : "part"}`, sign, words);
}

const head = (entry) =>
  make("p", "rm-said__head", make("span", "rm-who", entry.label), " ", make("span", "rm-note", clock.inWords(entry.at)), " ", mark(entry));

let all = [];

/** Show everything anew, from the shelf. */
export async function render() {
  const mine = await entriesOf(me);
  all = mine.filter((entry) => entry.room === place.dataset.awayRoom && entry.state !== "sending");
  renderItem();
  await renderFoot();
  renderList();
}

/** Show what waits under the item that is shown; called after each swap. */
export function renderItem() {
  for (const old of document.querySelectorAll("[data-waiting], [data-waiting-own]")) old.remove();
  const here = all.filter((entry) => entry.item === shown() && LISTED.includes(entry.kind));
  if (!here.length) return;
  const rows = here.map((entry) => {
    const row = make("li", "rm-said__waiting", head(entry), make("p", "", entry.words));
    row.dataset.waiting = "";
    return row;
  });
  const list = document.querySelector("#room-item .rm-said");
  if (list) list.append(...rows);
  else {
    const own = make("ol", "rm-said", ...rows);
    own.dataset.waitingOwn = "";
    document.querySelector("#room-item [aria-labelledby='room-said']")?.append(own);
  }
}

async function renderFoot() {
  const foot = document.querySelector("[data-away-says]");
  const refused = all.filter((entry) => entry.state === "refused").length;
  const { phase, waiting } = sender.standing;
  const text = [says(phase, waiting), phase === "away" ? await beware() : "", refusedSays(refused)].filter(Boolean).join(" ");
  const live = document.querySelector("[data-live-state]");
  if (live) live.hidden = Boolean(says(phase, waiting));
  foot.closest(".rm-foot").classList.toggle("rm-foot--away", Boolean(text));
  if (foot.dataset.said === text) return;
  foot.dataset.said = text;
  foot.replaceChildren(text);
  if (phase === "sign-in" && text) {
    const link = make("a", "", "Sign in");
    link.href = place.dataset.signIn;
    foot.append(" ", link);
  }
  if (all.length) {
    const button = make("button", "rm-foot__see", `See ${counted(all.length)}`);
    button.type = "button";
    button.addEventListener("click", open);
    foot.append(" ", button);
  }
}

async function beware() {
  if (!(await lasts())) return "This browser keeps nothing for later: leave this page open until you are back.";
  return safe.toLoad ? "" : "Loading this page again does not work until you are back.";
}

function open() {
  renderList();
  document.getElementById("room-waiting").showModal();
  document.getElementById("room-waiting-title").focus();
}

function renderList() {
  const list = document.querySelector("[data-waiting-list]");
  const rows = all.map((entry) => {
    const row = make("li", "", head(entry), make("p", "rm-note", titleOf(entry.item)));
    if (entry.words) row.append(make("p", "", entry.words));
    if (entry.state === "refused") row.append(make("p", "rm-moved", entry.reason), choices(entry));
    return row;
  });
  list.replaceChildren(rows.length ? make("ol", "rm-said", ...rows) : make("p", "", "Nothing waits on this device."));
}

// What one may do with an entry that was refused. Its words go only by the person's own act.
function choices(entry) {
  const button = (text, act) => {
    const made = make("button", "rm-small", text);
    made.type = "button";
    made.addEventListener("click", () => act(made));
    return made;
  };
  const copy = button("Copy the words", async (made) => {
    await navigator.clipboard?.writeText(entry.words).then(() => { made.textContent = "Copied"; }, () => select(made));
  });
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
  return make("p", "rm-waiting__do", ...(entry.words && navigator.clipboard ? [copy] : []), again, discard);
}

// The clipboard was refused: the words are selected, to be copied by hand.
function select(button) {
  const words = button.closest("li").querySelector("p:not([class])");
  getSelection().selectAllChildren(words);
}
