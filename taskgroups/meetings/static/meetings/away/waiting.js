// What waits on the device, in its place: under its item, and at the foot with a count.

import { head, listed, make, opener } from "../../away/list.js";
import * as sender from "../../away/sender.js";
import { lasts } from "../../away/shelf.js";
import { refusedSays, says } from "../../away/words.js";
import { shown } from "./items.js";

const place = document.querySelector("[data-away-room]");
const LISTED = ["bank", "question", "answer", "evidence", "judgement", "action", "review", "note"];

/** Whether this page opens again without a network: it just did, or `room.js` says so once it knows. */
export const safe = { toLoad: "kept" in document.documentElement.dataset };

let all = [];

/** Show everything anew, from the shelf. */
export async function render() {
  all = await listed();
  renderItem();
  await renderFoot();
}

/** Show what waits under the item that is shown; called after each swap. */
export function renderItem() {
  for (const old of document.querySelectorAll("[data-waiting], [data-waiting-own]")) old.remove();
  const here = all.filter((entry) => entry.room === place.dataset.awayRoom && entry.item === shown() && LISTED.includes(entry.kind));
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
  if (all.length) foot.append(" ", opener(all.length));
}

async function beware() {
  if (!(await lasts())) return "This browser keeps nothing for later: leave this page open until you are back.";
  return safe.toLoad ? "" : "Loading this page again does not work until you are back.";
}
