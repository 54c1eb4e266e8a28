// Starts GOV.UK's components on the page and in whatever htmx brings, and says when something did not arrive.
const own = document.querySelector("script[data-govuk]");
const { initAll } = await import(own.dataset.govuk);
const quiet = { onError: () => {} };

initAll(quiet);
document.addEventListener("htmx:load", (event) => {
  const brought = event.detail.elt;
  if (brought !== document.body && brought.parentElement) initAll({ ...quiet, scope: brought.parentElement });
});

// What sticks to the foot of the page stands above what is said there, however many lines that takes.
const root = document.documentElement.style;
const notice = document.getElementById("notice");
if (notice) new ResizeObserver(makeRoom).observe(notice);

// What was pressed, or is being written, stays in view where it was.
function makeRoom() {
  const height = notice.offsetHeight;
  root.setProperty("--notice", `${height}px`);
  const here = document.activeElement;
  if (!height || !here || here === document.body) return;
  const { top, bottom } = here.getBoundingClientRect();
  if (top < innerHeight && bottom > innerHeight - height) here.scrollIntoView({ block: "nearest" });
}

/** Say something at the foot of the page, politely; it goes away by itself. */
export function say(text) {
  notice.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { notice.textContent = ""; }, 8000);
}
// What a page asks by itself, nobody waits for.
const byItself = ({ detail }) =>
  "quiet" in detail.elt.dataset || ["live:look", "room:changed"].includes(detail.requestConfig?.triggeringEvent?.type);
const whenAsked = (text) => (event) => byItself(event) || say(text);
document.addEventListener("htmx:sendError", whenAsked("That did not arrive. Check the connection, then try again."));
document.addEventListener("htmx:timeout", whenAsked("That took too long. Try again."));
document.addEventListener("htmx:responseError", (event) => {
  const code = event.detail.xhr.status;
  if (code === 403) say("This page has been open for a long time, or is not yours to change. Load it again.");
  else if (code === 404) say("That is no longer here. Load the page again.");
  else if (code !== 401) say("That did not work. Load the page again, then try once more.");
});

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// The room on a phone: one panel at a time, chosen by the tabs at the foot.
const room = document.querySelector(".tg-room");
if (room) {
  const tabs = [...room.querySelectorAll(".tg-room__tab")];
  const show = (name) => {
    room.dataset.showing = name;
    for (const tab of tabs) tab.setAttribute("aria-current", String(tab.hash === `#${name}`));
  };
  for (const tab of tabs) tab.addEventListener("click", (event) => { event.preventDefault(); show(tab.hash.slice(1)); });
  show("item");
}
