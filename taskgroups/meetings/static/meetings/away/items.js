// The items of the agenda, kept on the device so that the room can be moved, and looked at, while it is away. Each is
// what the server would show once the room were there (`look/?if=…`).

import { forgetPages, keepPage, pageAt } from "../../away/shelf.js";
import { newKey } from "./entry.js";

const PARTS = ["room-item", "room-side", "room-head", "room-rail", "room-seen"];
const LOOKED_AT = ["room-item", "room-side"];
const BREATH = 150; // ms between two items fetched ahead
const AGAIN = 15_000; // ms at least between two fetchings of the same

const place = document.querySelector("[data-away-room]");
const me = Number(document.body.dataset.person);
const absolute = (path) => new URL(path, location.origin).href;
const addressOf = (item) => absolute(`${place.dataset.look}?if=${item}`);
const links = () => [...document.querySelectorAll("#room-rail a[id^='rail-']")];
const idOf = (link) => Number(link.id.slice(5));

export const current = () => Number(document.getElementById("room-seen").dataset.current) || 0;
export const shown = () => Number(document.getElementById("room-item").dataset.item) || 0;
export const titleOf = (item) => document.querySelector(`#rail-${item} .rm-agenda__title`)?.textContent ?? "another item";

// ---- keeping -----------------------------------------------------------------------------------------------------

/** Keep the page and every item. Returns whether the page is kept. */
export async function keepAll() {
  if (!(await keep(absolute(place.dataset.awayRoom)))) return false;
  for (const link of links()) {
    await new Promise((resolve) => setTimeout(resolve, BREATH));
    if (!(await keep(addressOf(idOf(link))))) break;
  }
  return true;
}

async function keep(url) {
  const answer = await fetch(url, { headers: { "X-Away-Person": String(me) }, cache: "no-store" }).catch(() => undefined);
  if (!answer?.ok || answer.redirected) return false;
  const text = await answer.text();
  if (!text.includes("room-item")) return false;
  await keepPage({ url, person: me, text, policy: answer.headers.get("Content-Security-Policy") ?? "", at: Date.now() });
  return true;
}

let last = 0;
let soon;

/** Keep the page and the current item again, now that something changed; not more often than is of use. */
export function keepAgain() {
  clearTimeout(soon);
  soon = setTimeout(async () => {
    last = Date.now();
    await keep(absolute(place.dataset.awayRoom));
    await keep(addressOf(current()));
  }, Math.max(2_000, last + AGAIN - Date.now()));
}

/** Forget what is kept of this room. */
export const forget = () => forgetPages(me, absolute(place.dataset.awayRoom));

// ---- showing -----------------------------------------------------------------------------------------------------

/** Show the room as moved to an item. */
export async function moveTo(item) {
  leave(item);
  const parts = await partsOf(item);
  if (!parts) return markOnly(item);
  bringUpToDate(parts, item);
  swap(parts, PARTS);
}

// The item the room goes on from stops where its clock is, in the words of the server (`projections/room.py`).
function leave(item) {
  const link = document.querySelector("#room-rail [aria-current] a");
  const clock = link?.querySelector("[data-clock]");
  if (!clock || idOf(link) === item) return;
  const [seconds, planned] = [secondsOf(link), Number(clock.dataset.planned)];
  const over = Math.max(0, Math.floor((seconds - planned) / 60));
  clock.removeAttribute("data-running");
  clock.dataset.seconds = clock.dataset.now = seconds;
  clock.textContent = over ? `${minutes(over)} over` : `${Math.floor(seconds / 60)} of ${minutes(planned / 60)} used`;
  clock.classList.toggle("tg-agenda__time--over", over > 0);
  link.querySelector(".rm-agenda__mark:not(:has([aria-hidden]))")?.remove();
}

const minutes = (number) => (number === 1 ? "1 minute" : `${number} minutes`);

function secondsOf(link) {
  const { now, seconds } = link.querySelector("[data-clock]").dataset;
  return Number(now ?? seconds);
}

// The copy's agenda is as old as the copy: what the page knows since of each item, its minutes and 'Agreed', stays.
function bringUpToDate(parts, item) {
  for (const link of links()) {
    const row = parts.getElementById(link.id);
    if (!row) continue;
    if (idOf(link) !== item) row.replaceChildren(...link.cloneNode(true).childNodes);
    else for (const clock of parts.querySelectorAll(`#${link.id} [data-clock], #room-head [data-clock]`)) clock.dataset.seconds = secondsOf(link);
  }
}

/** Look at an item while the room stays where it is. */
export async function lookAt(item) {
  const parts = await partsOf(item);
  if (!parts) return false;
  const notice = parts.querySelector(".rm-elsewhere");
  if (notice && item !== current()) {
    notice.hidden = false;
    notice.querySelector("[data-room-at]").textContent = titleOf(current());
    for (const field of notice.querySelectorAll("input[name='from']")) field.value = current();
  }
  swap(parts, LOOKED_AT);
  return true;
}

async function partsOf(item) {
  const page = await pageAt(addressOf(item), me);
  return page && new DOMParser().parseFromString(page.text, "text/html");
}

// The item itself is not on the device: the agenda moves on, and what is written goes to it.
function markOnly(item) {
  for (const row of document.querySelectorAll("#room-rail li")) row.removeAttribute("aria-current");
  document.getElementById(`rail-${item}`)?.closest("li").setAttribute("aria-current", "step");
  document.getElementById("room-seen").dataset.current = item;
  document.getElementById("room-item").dataset.item = item;
  document.querySelector("#room-item .rm-title").textContent = titleOf(item);
  for (const field of document.querySelectorAll("#room-side input[name='item']")) field.value = item;
}

// The same as when htmx brings a part: who follows the swaps of the page follows these.
function swap(parts, ids) {
  for (const id of ids) {
    const fresh = parts.getElementById(id);
    const target = document.getElementById(id);
    if (!fresh || !target) continue;
    const detail = { target, fragment: parts, shouldSwap: true };
    target.dispatchEvent(new CustomEvent("htmx:oobBeforeSwap", { bubbles: true, detail }));
    if (!detail.shouldSwap) continue;
    const node = document.importNode(fresh, true);
    node.removeAttribute("hx-swap-oob");
    if (id === "room-seen") node.dataset.liveNumber = target.dataset.liveNumber; // it is no newer than the page
    for (const field of node.querySelectorAll("input[name='key']")) field.value = newKey();
    target.replaceWith(node);
    window.htmx?.process(node);
    document.dispatchEvent(new CustomEvent("htmx:oobAfterSwap", { detail: { target: node, shouldSwap: true } }));
  }
}

/** Show the room as paused, or as under way. */
export function turn(state) {
  for (const part of document.querySelectorAll("#room-head [data-when]")) part.hidden = part.dataset.when !== state;
  for (const clock of document.querySelectorAll("[data-clock][data-running]")) if (state === "paused") clock.removeAttribute("data-running");
}
