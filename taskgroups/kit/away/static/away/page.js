// On every page: nobody sees another's kept pages, what waits is sent, and signing out leaves nothing behind.

import { say } from "../design/start.js";
import { listed, opener } from "./list.js";
import { deliver, due, reaches, standing } from "./sender.js";
import * as shelf from "./shelf.js";
import { LEAVING, OTHERS, SOMEBODYS, refusedSays, says } from "./words.js";

const me = Number(document.body.dataset.person || 0);
const room = document.querySelector("[data-away-room]"); // it shows for itself what waits

async function start() {
  await shelf.forgetPages(me);
  await shelf.forgetOld();
  if (await shelf.holdsOthers(me)) show("others", me ? OTHERS : SOMEBODYS);
  if (!me || room) return;
  document.addEventListener("away:changed", showMine);
  if ((await due()).length) await deliver();
  else await showMine();
}

async function showMine() {
  const mine = await listed();
  const refused = mine.filter((entry) => entry.state === "refused").length;
  const text = [standing.waiting ? says(standing.phase, standing.waiting) : "", refusedSays(refused)].filter(Boolean).join(" ");
  show("mine", text, mine.length && text ? opener(mine.length) : "");
}

function show(name, text, button = "") {
  let place = document.querySelector(`[data-away-bar="${name}"]`);
  if (!place) {
    place = document.createElement("p");
    place.className = "tg-banner tg-banner--away";
    place.dataset.awayBar = name;
    place.setAttribute("role", "status");
    (document.querySelector("header") ?? document.body.firstElementChild).before(place);
  }
  if (place.dataset.said === text) return;
  place.dataset.said = text;
  place.replaceChildren(text, " ", button);
  place.hidden = !text;
}

async function leave(form) {
  let mine = await shelf.entriesOf(me);
  if (mine.length) {
    await Promise.race([deliver(), new Promise((resolve) => setTimeout(resolve, 5_000))]);
    mine = await shelf.entriesOf(me);
  }
  if (mine.length && !window.confirm(LEAVING(mine.length))) return;
  await shelf.forgetPerson(me);
  form.submit();
}

const signsOut = (form) => form.matches("form[data-sign-out]") || (location.pathname.endsWith("/sign-out/") && form.method === "post");

document.addEventListener("submit", (event) => {
  if (!signsOut(event.target) || !shelf.mayHold()) return;
  event.preventDefault();
  leave(event.target);
});

// Without a network the browser would put its own page in place of the form, and the words would be gone.
const NOT_SENT = "Not connected, so nothing was sent. Your words are still here: press again once you are connected.";

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (navigator.onLine && !mustAsk(event.target)) return;
  event.preventDefault();
  if (navigator.onLine) sendIfReached(event.target, event.submitter);
  else say(NOT_SENT);
});

// A form of the room that cannot wait here: a network may be there and lead nowhere, so the server is asked first.
const asked = new WeakMap(); // form → "asking", or "reached" once it may go
const mustAsk = (form) => "network" in form.dataset && asked.get(form) !== "reached";

async function sendIfReached(form, button) {
  if (asked.has(form)) return;
  asked.set(form, "asking");
  const reached = await reaches();
  asked.delete(form);
  if (!reached) return say(NOT_SENT);
  asked.set(form, "reached");
  form.requestSubmit(button);
  asked.delete(form);
}

if (shelf.mayHold()) start();
