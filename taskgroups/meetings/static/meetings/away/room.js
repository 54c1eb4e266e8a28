// The chair's and the clerk's console goes on while the network is gone. This file joins the parts: what is pressed is
// kept (forms), shown at once (items, waiting) and delivered (sender); the page opens again from the device (worker).

import * as sender from "../../away/sender.js";
import { entriesOf } from "../../away/shelf.js";
import { keepPresses } from "./forms.js";
import * as items from "./items.js";
import { markLinks } from "./links.js";
import { render, renderItem, safe } from "./waiting.js";

const place = document.querySelector("[data-away-room]");
const me = Number(document.body.dataset.person);
const READY_WITHIN = 10_000; // ms until a worker that is not there will not come
const UNSURE_AFTER = 2_000; // ms without the stream until the server is asked whether it is there

const ends = (entry, name) => entry.url.endsWith(`/${name}/`);
const valueOf = (entry, name) => Number(entry.fields.find(([key]) => key === name)?.[1]);

// What a kept press does to the console at once.
async function apply(entry) {
  if (ends(entry, "move")) await items.moveTo(valueOf(entry, "to"));
  if (ends(entry, "pause")) items.turn("paused");
  if (ends(entry, "resume")) items.turn("open");
  await render();
}

// A page that was opened from the device stands where the last press left the room.
async function standWhereItWas() {
  const mine = (await entriesOf(me)).filter((entry) => entry.room === place.dataset.awayRoom && entry.state !== "refused");
  const move = mine.filter((entry) => ends(entry, "move")).pop();
  if (move) await items.moveTo(valueOf(move, "to"));
  const turned = mine.filter((entry) => ends(entry, "pause") || ends(entry, "resume")).pop();
  if (turned) items.turn(ends(turned, "pause") ? "paused" : "open");
  const wanted = Number(new URLSearchParams(location.search).get("item"));
  if (wanted && wanted !== items.shown()) await items.lookAt(wanted);
}

// While away, looking at another item needs no page of the server.
document.addEventListener("click", async (event) => {
  const link = event.target.closest("#room-rail a, .rm-elsewhere a");
  if (!link || sender.standing.phase !== "away" || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  const item = link.id.startsWith("rail-") ? Number(link.id.slice(5)) : items.current();
  if (await items.lookAt(item)) document.querySelector('.tg-room__tab[href="#item"]')?.click();
});

async function registerWorker() {
  if (!("serviceWorker" in navigator)) return false;
  try {
    if (!(await navigator.serviceWorker.register(place.dataset.worker, { scope: "/task-groups/" }))) return false;
    const tooLong = new Promise((resolve) => setTimeout(resolve, READY_WITHIN, false));
    return Boolean(await Promise.race([navigator.serviceWorker.ready, tooLong]));
  } catch {
    return false;
  }
}

// What another's device sent too late is in the head of the page; it is also said, once.
let told = Math.max(0, ...overtaken().map(numberOf));

function overtaken() {
  return [...document.querySelectorAll("[data-overtaken]")];
}

function numberOf(notice) {
  return Number(notice.dataset.overtaken);
}

function tellOvertaken() {
  const fresh = overtaken().filter((notice) => numberOf(notice) > told);
  if (!fresh.length) return;
  told = Math.max(...fresh.map(numberOf));
  document.querySelector("[data-room-says]").textContent = fresh.map((notice) => notice.textContent.trim()).join(" ");
}

// Words were taken out for good: what this device kept to go on with still has them, whichever item it is of.
const takenOut = () => Number(document.getElementById("room-seen").dataset.takenOut);
let keptUpTo = takenOut();

async function keepWithoutThem() {
  if (takenOut() <= keptUpTo) return;
  keptUpTo = takenOut();
  await items.keepAll();
}

// The stream is gone for a while: is it the stream, or the network?
function followStream() {
  let unsure;
  const state = document.querySelector("[data-live-state]");
  new MutationObserver(() => {
    clearTimeout(unsure);
    if (state.dataset.liveState === "open") sender.standing.phase && sender.now();
    else if (state.dataset.liveState === "gone") sender.deliver().then(items.forget); // it is no longer theirs to open
    else unsure = setTimeout(sender.deliver, UNSURE_AFTER);
  }).observe(state, { attributeFilter: ["data-live-state"] });
}

async function start() {
  keepPresses(apply);
  document.addEventListener("away:changed", () => { render(); markLinks(); });
  document.addEventListener("htmx:oobAfterSwap", () => { renderItem(); markLinks(); tellOvertaken(); keepWithoutThem(); });
  addEventListener("online", sender.now);
  addEventListener("offline", () => sender.lost());
  document.addEventListener("visibilitychange", () => document.hidden || !sender.standing.phase || sender.now());
  followStream();
  await sender.due();
  markLinks();
  await render();
  if (document.documentElement.dataset.kept) await standWhereItWas();
  await sender.deliver();
  if ("writes" in place.dataset) await keepForLater();
  else await items.forget(); // it is closed: there is nothing to go on with
}

async function keepForLater() {
  navigator.storage?.persist?.().catch(() => {});
  const worker = registerWorker();
  safe.toLoad ||= (await items.keepAll()) && (await worker);
  place.dataset.kept = String(safe.toLoad);
  document.body.addEventListener("live:look", items.keepAgain);
  document.body.addEventListener("room:changed", items.keepAgain);
  await render();
}

start();
