// Keeps a page up to date. [data-live-url] names the stream; every number greater than the page's becomes a
// `live:look` event on <body>, which htmx elements take by hx-trigger="live:look from:body".
// The table on the server is the truth: 'look' says only that there is something to read.

const POLL_EVERY = 5_000; // ms between looks where there is no stream
const SILENT_AFTER = 40_000; // ms without so much as a heartbeat: the connection died unnoticed
// ms, drawn between: from asking back to streaming. Soon at first, since a proxy answers for a server that starts anew.
const RETRY_STREAM = [[2_000, 5_000], [5_000, 15_000], [30_000, 60_000]];
const ANNOUNCE_AFTER = 1_000; // ms to gather entries into one announcement
const WORDS = {
  open: "Connected",
  waiting: "Reconnecting…",
  polling: "Checking every 5 seconds",
  gone: "This is no longer yours to follow. Load the page again.",
};
const NOT_TYPED = ["button", "submit", "reset", "image", "hidden"];

const root = document.querySelector("[data-live-url]");

// ---- what the page shows -------------------------------------------------------------------------------------

let known = shownOnPage(); // the highest number looked at; -1 where the page does not say
let unread = 0;
let announcing;

function shownOnPage() {
  const numbers = [...document.querySelectorAll("[data-live-number]")].map((e) => Number(e.dataset.liveNumber));
  return Math.max(-1, ...numbers.filter(Number.isFinite));
}

function say(state) {
  for (const place of document.querySelectorAll("[data-live-state]")) {
    if (place.dataset.liveState !== state) {
      place.dataset.liveState = state;
      place.textContent = WORDS[state];
    }
  }
}

function newsPlace() {
  let place = document.querySelector("[data-live-news]");
  if (!place) {
    place = document.createElement("p");
    place.className = "govuk-visually-hidden";
    place.setAttribute("aria-live", "polite");
    place.dataset.liveNews = "";
    document.body.append(place);
  }
  return place;
}

function announce(count) {
  unread += count;
  announcing ??= setTimeout(() => {
    announcing = undefined;
    newsPlace().textContent = unread === 1 ? "1 new entry" : `${unread} new entries`;
    unread = 0;
  }, ANNOUNCE_AFTER);
}

function look(number) {
  document.body.dispatchEvent(new CustomEvent("live:look", { bubbles: true, detail: { number } }));
}

function arrived(number) {
  const before = Math.max(known, shownOnPage());
  if (!(number > before)) {
    return;
  }
  known = number;
  if (before >= 0) {
    announce(number - before);
  }
  look(number);
}

// ---- the stream, and asking where there is none ----------------------------------------------------------------

let source;
let heard = 0;
let polling;
let retrying;
let refused = 0; // how often since the stream was last there

function open() {
  close();
  if (!("EventSource" in window)) {
    poll();
    return;
  }
  heard = Date.now();
  source = new EventSource(root.dataset.liveUrl);
  source.addEventListener("look", (message) => {
    connected();
    arrived(JSON.parse(message.data).number);
  });
  source.addEventListener("beat", connected);
  source.addEventListener("gone", () => {
    stop();
    say("gone");
    look(known);
  });
  source.addEventListener("crowded", () => retryLater(RETRY_STREAM.length)); // not to take another's place at once
  source.addEventListener("error", () => {
    if (source && source.readyState === EventSource.CLOSED) {
      retryLater(refused++); // the browser does not come back by itself
    } else if (!polling) {
      say("waiting");
    }
  });
}

function connected() {
  heard = Date.now();
  refused = 0;
  clearInterval(polling);
  polling = undefined;
  say("open");
}

function close() {
  source?.close();
  source = undefined;
  clearTimeout(retrying);
}

function stop() {
  close();
  clearInterval(polling);
  clearInterval(watching);
  polling = undefined;
}

function poll() {
  say("polling");
  polling ??= setInterval(() => document.hidden || look(known), POLL_EVERY);
}

function retryLater(times) {
  close();
  poll();
  const [least, most] = RETRY_STREAM[Math.min(times, RETRY_STREAM.length - 1)];
  retrying = setTimeout(open, least + Math.random() * (most - least));
}

// Not heard for long: the browser may believe in a connection that is dead, or a proxy may hold everything back.
function watch() {
  if (source && Date.now() - heard > SILENT_AFTER) {
    poll();
    open();
  }
}

let watching;

function start() {
  watching = setInterval(watch, POLL_EVERY);
  open();
}

// ---- hands off what somebody is writing ------------------------------------------------------------------------

const held = new Set();

function isWriting(field) {
  if (NOT_TYPED.includes(field.type) || field.disabled || field.readOnly) {
    return false;
  }
  return field === document.activeElement || field.isContentEditable || hasChanged(field);
}

function hasChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") {
    return field.checked !== field.defaultChecked;
  }
  if (field.tagName === "SELECT") {
    const options = [...field.options];
    const anyDefault = options.some((o) => o.defaultSelected);
    return anyDefault ? options.some((o) => o.selected !== o.defaultSelected) : field.selectedIndex > 0;
  }
  return field.value !== field.defaultValue;
}

function isHeld(fragment) {
  const around = fragment.closest("[data-live-hold]");
  const parts = around ? [around] : [...fragment.querySelectorAll("[data-live-hold]")];
  return parts.some((part) => [...part.querySelectorAll("input, textarea, select")].some(isWriting));
}

function byLook(detail) {
  return detail.requestConfig?.triggeringEvent?.type === "live:look";
}

// The server lets what people do go before what pages fetch by themselves.
function sayThatNobodyPressed({ detail }) {
  if (detail.triggeringEvent?.type === "live:look") {
    detail.headers["Live-Look"] = "1";
  }
}

// A look that comes while a fragment is being fetched would be lost: htmx queues it on the element that the answer
// replaces. So each request remembers the number it covers, and looks again if that has been passed.
function remember({ detail }) {
  if (byLook(detail)) {
    detail.requestConfig.covers = known;
  }
}

function lookAgainIfPassed({ detail }) {
  if (byLook(detail) && detail.requestConfig.covers < known) {
    lookSoon(0);
  }
}

function lookAgainIfFailed({ detail }) {
  const refused = detail.xhr && detail.xhr.status >= 400 && detail.xhr.status < 500;
  if (byLook(detail) && !refused) {
    lookSoon(POLL_EVERY);
  }
}

let soon;

function lookSoon(pause) {
  clearTimeout(soon);
  soon = setTimeout(() => look(known), pause);
}

function waitIfHeld(event) {
  const { elt, target } = event.detail;
  if (byLook(event.detail) && isHeld(target ?? elt)) {
    event.preventDefault();
    held.add(elt);
  }
}

// A number not shown yet is looked at again once nobody is writing any more.
function release() {
  for (const element of held) {
    if (!element.isConnected || !isHeld(element)) {
      held.clear();
      look(known);
      return;
    }
  }
}

const later = () => setTimeout(release, 0);

if (root) {
  document.addEventListener("htmx:configRequest", sayThatNobodyPressed);
  document.addEventListener("htmx:beforeRequest", waitIfHeld);
  document.addEventListener("htmx:beforeRequest", remember);
  document.addEventListener("htmx:beforeSwap", waitIfHeld);
  document.addEventListener("htmx:afterSettle", lookAgainIfPassed);
  for (const name of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    document.addEventListener(name, lookAgainIfFailed);
  }
  for (const name of ["focusout", "change", "reset", "htmx:afterSettle"]) {
    document.addEventListener(name, later);
  }
  addEventListener("online", open);
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => event.persisted && start());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source && Date.now() - heard > SILENT_AFTER / 2) {
      open();
    }
  });
  start();
}
