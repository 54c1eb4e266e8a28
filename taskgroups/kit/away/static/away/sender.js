// Delivers what waits on this device: in order, each once, by one page at a time, and only as the person who wrote it.
// `standing` says how things stand; `away:changed` on document says that this or the entries changed.

import * as clock from "./clock.js";
import * as shelf from "./shelf.js";

const me = Number(document.body.dataset.person || 0);
const ASK = document.body.dataset.away;
const PATIENCE = 12_000; // ms for one answer
const SOON = 5_000; // ms, where somebody waits to see their form go
const AHEAD = 25_000; // ms in which a press that is being sent by the page itself is left to it
const TRIES = 5; // answers 'something went wrong here' before an entry is put aside
const PAUSES = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000]; // ms between attempts, spread by a third
const LOST = "You may no longer write in this Task Group, so this was not written.";
const UNREAD = "The server could not take this. Copy the words, load the page and write them again.";

/** phase: '' (nothing known to be wrong), 'away', 'sending', 'sign-in', 'other', 'trouble'; waiting: how many entries. */
export const standing = { phase: document.documentElement.dataset.kept || !navigator.onLine ? "away" : "", waiting: 0 };

const others = "BroadcastChannel" in window ? new BroadcastChannel("taskgroups-away") : undefined;
others?.addEventListener("message", async () => { await due(); changed(false); });

/** Say that something changed on the shelf, here and in the other pages of this browser. */
export function changed(tell = true) {
  if (tell) others?.postMessage("changed");
  document.dispatchEvent(new CustomEvent("away:changed"));
}

function enter(phase) {
  const other = standing.phase !== phase;
  standing.phase = phase;
  if (other) changed(false);
}

/** Entries that are due: those that wait, and those whose page went away while it was sending them. */
export async function due() {
  const mine = await shelf.entriesOf(me);
  const found = mine.filter((one) => one.state === "waiting" || (one.state === "sending" && Date.now() - one.made > AHEAD));
  standing.waiting = found.length;
  return found;
}

/** Ask the server who is signed in; learns the time. Throws where it cannot be reached. */
async function ask(patience = PATIENCE) {
  const asked = Date.now();
  const answer = await fetch(ASK, { cache: "no-store", signal: AbortSignal.timeout(patience) });
  if (!answer.ok) throw new Error(String(answer.status));
  const who = await answer.json(); // a page of the Wi-Fi that wants a password is no JSON
  clock.learn(who.now, asked, Date.now());
  if (who.person === me) renewForms(who.csrf);
  return who;
}

/** Whether the server answers now, as itself: a page of the Wi-Fi that wants a password is no answer. */
export const reaches = () => ask(SOON).then(() => true, () => false);

// The proofs of origin in this page are void once somebody signed in anew in another.
function renewForms(csrf) {
  for (const field of document.querySelectorAll("input[name='csrfmiddlewaretoken']")) field.value = csrf;
}

function post(entry, csrf) {
  return fetch(entry.url, {
    method: "POST",
    body: new URLSearchParams([...entry.fields, ["key", entry.key], ["at", new Date(entry.at).toISOString()]]),
    headers: { "X-CSRFToken": csrf, "X-Away-Person": String(me), "X-Away-Delivery": "1" },
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

// Sends one entry. Returns '' to go on with the next, or the phase in which to stop.
async function send(entry, who) {
  let answer = await post(entry, who.csrf);
  if (answer.status === 403) {
    Object.assign(who, await ask()); // signed in anew in between: the old proof of origin is void
    if (who.person !== me) return who.person ? "other" : "sign-in";
    answer = await post(entry, who.csrf);
  }
  if (answer.status === 204) await shelf.dropEntry(entry.id);
  else if (answer.status === 401) return "sign-in";
  else if (answer.status === 409) return "other";
  else if (answer.status === 422) await putAside(entry, (await answer.json()).problem);
  else if (answer.status === 404) await putAside(entry, reasonOf(404));
  else if (answer.status === 500 && (entry.tries ?? 0) + 1 < TRIES) {
    await shelf.changeEntry(entry, { tries: (entry.tries ?? 0) + 1 });
    return "trouble";
  } else if (answer.status === 500 || (answer.status >= 400 && answer.status < 500 && ![403, 408, 429].includes(answer.status))) {
    await putAside(entry, reasonOf(answer.status));
  } else return "trouble";
  changed();
  return "";
}

/** Why the server refused an entry for good, by the status of its answer, where the answer itself does not say it. */
export const reasonOf = (status) => (status === 404 ? LOST : UNREAD);

const putAside = (entry, reason) => shelf.changeEntry(entry, { state: "refused", reason });

async function sendAll() {
  let who;
  try {
    who = await ask();
  } catch {
    return "away";
  }
  let waiting = await due();
  if (who.person !== me) return who.person ? "other" : "sign-in";
  if (waiting.length) enter("sending");
  while (waiting.length) {
    let stop;
    try {
      stop = await send(waiting[0], who);
    } catch {
      stop = "away"; // no answer: it may have been written, and is sent again with the same key
    }
    if (stop) return stop;
    written = true;
    waiting = await due();
  }
  return "";
}

let written = false;
let running;
let timer;
let failed = 0;

/** Send what waits, if no other page of this browser is doing so. Returns when there is nothing more to do now. */
export function deliver() {
  clearTimeout(timer);
  running ??= alone(sendAll)
    .then(finish, () => finish("away"))
    .finally(() => { running = undefined; });
  return running;
}

async function finish(phase) {
  await due();
  enter(phase === undefined ? standing.phase : phase);
  changed(false);
  if (written) document.body.dispatchEvent(new CustomEvent("room:changed", { bubbles: true }));
  written = false;
  failed = phase ? failed + 1 : 0;
  const cut = standing.phase === "away" || standing.phase === "trouble"; // also where another page was at it just then
  if (cut || (phase === undefined && standing.waiting)) soon();
}

/** Try again after a while: longer each time it fails. */
export function soon() {
  clearTimeout(timer);
  const pause = PAUSES[Math.min(failed, PAUSES.length - 1)];
  timer = setTimeout(deliver, pause * (2 / 3 + Math.random() * (2 / 3)));
}

/** Try at once: something says that the network is back. */
export function now() {
  failed = 0;
  return deliver();
}

/** The page itself could not send: what is written from now on waits. */
export function lost(phase = "away") {
  enter(phase);
  soon();
}

// One page at a time: the browser's locks where it has them, else a lease on the shelf. undefined where another is at it.
async function alone(work) {
  if (navigator.locks) {
    return navigator.locks.request("taskgroups-away", { ifAvailable: true }, (lock) => (lock ? work() : undefined));
  }
  const holder = `${Math.random()}`;
  if (!(await shelf.takeLease("sender", holder, AHEAD))) return undefined;
  const renewing = setInterval(() => shelf.takeLease("sender", holder, AHEAD), AHEAD / 3);
  try {
    return await work();
  } finally {
    clearInterval(renewing);
    await shelf.dropLease("sender");
  }
}
