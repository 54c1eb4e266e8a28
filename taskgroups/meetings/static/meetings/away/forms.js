// Which presses are kept: every form with [data-away]. While connected htmx sends them, and each is on the shelf until it
// is answered; while away, or while others wait before it, it is kept to be delivered in its turn.

import { Full, changeEntry, dropEntry, keepEntry } from "../../away/shelf.js";
import * as clock from "../../away/clock.js";
import * as sender from "../../away/sender.js";
import { entryOf, isStill, missingIn, newKey } from "./entry.js";

const PATIENCE = 8_000; // ms htmx waits for an answer
const PHASES = { 401: "sign-in", 403: "trouble", 409: "other" };
const under = new WeakMap(); // request → { entry, kept }
const keeping = new Set(); // presses on their way to the shelf

/** Keep presses from here on; `applied(entry)` shows at once what a kept one does. */
export function keepPresses(applied) {
  const on = (name, act) => document.addEventListener(name, (event) => {
    const form = event.detail.elt;
    if (form?.matches?.("form[data-away]")) act(event, form, applied);
  }, true);
  on("htmx:configRequest", name);
  on("htmx:beforeRequest", begin);
  on("htmx:beforeOnLoad", answered);
  for (const lost of ["htmx:sendError", "htmx:timeout"]) on(lost, notAnswered);
  // Found by its request: where the answer replaced the form, htmx says this of what stood around it.
  document.addEventListener("htmx:afterRequest", settle, true);
  document.addEventListener("away:changed", takeBack);
}

// What a form said is kept here is no longer: it was sent.
function takeBack() {
  if (sender.standing.waiting) return;
  for (const told of document.querySelectorAll(".rm-kept[data-kept]")) told.remove();
}

function name(event) {
  event.detail.headers["X-Away-Person"] = document.body.dataset.person;
  event.detail.timeout = PATIENCE;
}

const mustWait = () => sender.standing.phase !== "" || sender.standing.waiting > 0;

function begin(event, form, applied) {
  const sent = event.detail.requestConfig.formData;
  if (!mustWait()) {
    const entry = entryOf(form, sent, "sending");
    under.set(event.detail.xhr, { entry, kept: keepEntry(entry).catch(() => undefined) });
    return;
  }
  event.preventDefault();
  const missing = missingIn(form, sent);
  if (missing.length) return tellIn(form, `Fill this in first: ${missing.join(", ")}.`, "alert");
  const entry = entryOf(form, sent, "waiting");
  if (form.dataset.capture) form.elements.key.value = newKey(); // the next words may come before these are on the disk
  keep(form, entry, applied);
}

async function keep(form, entry, applied) {
  const same = `${entry.url} ${JSON.stringify(entry.fields)}`; // a double press is one
  if (keeping.has(same)) return;
  keeping.add(same);
  try {
    if ((await keepEntry(entry)) !== undefined) done(form, entry, applied);
  } catch (problem) {
    if (!(problem instanceof Full)) throw problem;
    tellIn(form, problem.message, "alert");
  } finally {
    keeping.delete(same);
  }
}

// Kept: the form is free for the next one, with a key of its own.
async function done(form, entry, applied) {
  freshen(form, entry);
  await sender.due();
  sender.changed();
  applied(entry);
  sender.soon();
}

function freshen(form, entry) {
  const fresh = () => { if (form.elements.key) form.elements.key.value = newKey(); };
  if (entry.kind === "bank") setTimeout(fresh, 1_500); // a double press on a question is one
  else fresh();
  if (!form.dataset.capture) return;
  if (isStill(form, entry)) empty(form);
  tellIn(form, `Kept on this device, ${clock.inWords(entry.at)}.`, "status");
}

function empty(form) {
  form.reset();
  if (form.elements.key) form.elements.key.value = newKey();
  if (form.elements.to) form.elements.to.value = "";
  for (const picked of form.querySelectorAll("[data-to-question]")) picked.hidden = true;
}

function tellIn(form, text, role) {
  let place = form.querySelector("[data-kept], .rm-kept");
  if (!place) {
    place = document.createElement("p");
    form.prepend(place);
  }
  place.dataset.kept = "";
  place.className = role === "alert" ? "rm-moved" : "rm-kept";
  place.setAttribute("role", role);
  place.textContent = text;
}

// The server answered, but not to this: somebody signed out, or it is in trouble. The words stay.
function answered(event, form, applied) {
  const { status } = event.detail.xhr;
  if (!(status in PHASES) && status !== 429 && status < 500) return;
  event.preventDefault();
  later(event, form, applied, PHASES[status] ?? "trouble");
}

// No answer: it may have been written, and goes again with the same key.
function notAnswered(event, form, applied) {
  event.stopImmediatePropagation(); // the page need not say that it did not arrive
  later(event, form, applied, "away");
}

async function later(event, form, applied, phase) {
  const found = under.get(event.detail.xhr);
  if (!found) return;
  under.delete(event.detail.xhr);
  sender.lost(phase);
  const id = await found.kept;
  const waiting = { ...found.entry, state: "waiting" };
  if (id === undefined) return keep(form, waiting, applied);
  await changeEntry({ ...waiting, id }, {});
  done(form, waiting, applied);
}

// Answered for good. What was written, or comes back in its form (422), need not lie here. Of any other refusal htmx shows
// nothing, so its words stay on the shelf, with the reason, until their writer lets them go.
async function settle(event) {
  const found = under.get(event.detail.xhr);
  const { status } = event.detail.xhr;
  if (!found || !status) return;
  under.delete(event.detail.xhr);
  const id = await found.kept;
  if (status >= 400 && status !== 422) await refuse(found.entry, id, status);
  else if (id !== undefined) await dropEntry(id);
}

async function refuse(entry, id, status) {
  const refused = { ...entry, state: "refused", reason: sender.reasonOf(status) };
  if (id === undefined) await keepEntry(refused).catch(() => {}); // no room: the form has the words still
  else await changeEntry({ ...refused, id }, {});
  sender.changed();
}
