// On every page: nobody sees another's kept pages, what waits is sent, and signing out leaves nothing behind.

import { deliver, due, standing } from "./sender.js";
import * as shelf from "./shelf.js";
import { LEAVING, OTHERS, SOMEBODYS, says } from "./words.js";

const me = Number(document.body.dataset.person || 0);
const room = document.querySelector("[data-away-room]"); // it shows for itself what waits

async function start() {
  await shelf.forgetPages(me);
  if (await shelf.holdsOthers(me)) show("others", me ? OTHERS : SOMEBODYS);
  if (!me || room) return;
  if ((await due()).length) {
    document.addEventListener("away:changed", () => show("mine", says(standing.phase, standing.waiting)));
    await deliver();
  }
}

function show(name, text) {
  let place = document.querySelector(`[data-away-bar="${name}"]`);
  if (!place) {
    place = document.createElement("p");
    place.className = "tg-banner tg-banner--away";
    place.dataset.awayBar = name;
    place.setAttribute("role", "status");
    (document.querySelector("header") ?? document.body.firstElementChild).before(place);
  }
  place.textContent = text;
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

if (shelf.mayHold()) start();
