// The room: one form at a time at the side, the keys, the clock, the search in the bank, and hands off what is typed.
// Without this file every form is on the page and works; with it the same forms are sent by htmx.

const $ = (selector, from = document) => from.querySelector(selector);
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];
const plural = (n) => (n === 1 ? "1 minute" : `${n} minutes`);

function tell(text) {
  const place = $("[data-room-says]");
  if (place) place.textContent = text;
}

// ---- the side: one panel at a time -----------------------------------------------------------------------------

function showPanel(name, focus = false) {
  const side = $("#room-side");
  const panel = side && $(`[data-panel="${name}"]`, side);
  if (!panel) return false;
  side.dataset.showing = name;
  for (const each of $$("[data-panel]", side)) each.hidden = each !== panel;
  for (const link of $$("[data-panel-link]", side)) link.setAttribute("aria-current", String(link.dataset.panelLink === name));
  sessionStorage.setItem("room-panel", name);
  if (focus) {
    $('.tg-room__tab[href="#side"]')?.click();
    $("textarea, select, input:not([type=hidden])", panel)?.focus();
  }
  return true;
}

function startSide() {
  const side = $("#room-side");
  if (!side || !$("[data-panel]", side)) return;
  const asked = location.hash.startsWith("#do-") ? location.hash.slice(4) : "";
  const kept = sessionStorage.getItem("room-panel");
  const wanted = "opens" in side.dataset ? [side.dataset.showing] : [asked, kept, side.dataset.showing];
  wanted.some((name) => name && showPanel(name)) || showPanel($("[data-panel]", side).dataset.panel);
  startBank();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-panel-link]");
  if (link) {
    event.preventDefault();
    showPanel(link.dataset.panelLink, true);
    return;
  }
  const answer = event.target.closest("[data-answers]");
  if (answer && $('[data-panel="answer"]')) {
    event.preventDefault();
    showPanel("answer", true);
    answerTo(answer.dataset.answers, answer.dataset.question);
  }
  const help = event.target.closest("[data-help]");
  if (help && $("#room-help")) {
    event.preventDefault();
    $("#room-help").showModal();
  }
  // A menu that was opened closes when one presses elsewhere.
  for (const menu of openMenus()) if (!menu.contains(event.target)) menu.open = false;
});

const openMenus = () => $$("details.rm-more[open], details.rm-people[open]");

// Escape closes a menu; the hand goes back to what opened it, unless it is elsewhere in the page by now.
function closeMenus() {
  for (const menu of openMenus()) {
    const inside = menu.contains(document.activeElement) || document.activeElement === document.body;
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
}

function answerTo(number, words) {
  const form = $("#form-answer");
  $('[name="to"]', form).value = number;
  const place = $("[data-to-question]", form);
  place.textContent = `To: ${words}`;
  place.hidden = false;
}

// ---- the bank: search and kinds, kept while the list is fetched anew -------------------------------------------

const bank = { words: "", kind: "" };

function startBank() {
  const search = $("[data-bank-search]");
  const kinds = $("[data-bank-kinds]");
  if (!search) return;
  const any = Boolean($(".rm-bank__one"));
  search.hidden = kinds.hidden = !any;
  bank.words = search.value = "";
  bank.kind = "";
  search.addEventListener("input", () => { bank.words = search.value.trim().toLowerCase(); sift(); });
  search.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  kinds.addEventListener("click", (event) => {
    const button = event.target.closest("[data-kind]");
    if (!button) return;
    bank.kind = button.dataset.kind;
    for (const each of $$("[data-kind]", kinds)) each.setAttribute("aria-pressed", String(each === button));
    sift();
  });
}

function sift() {
  const rows = $$(".rm-bank__one");
  for (const row of rows) {
    const kind = !bank.kind || row.dataset.kind === bank.kind;
    row.hidden = !(kind && bank.words.split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word)));
  }
  const none = $("[data-bank-none]");
  if (none) none.hidden = rows.some((row) => !row.hidden);
}

// ---- keys --------------------------------------------------------------------------------------------------------

const KEYS = { q: "question", a: "action", e: "evidence" };
const writes = (element) => element?.closest?.("input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    if (writes(event.target)) event.target.blur();
    else closeMenus();
  }
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("form[data-capture] textarea")) {
    event.target.form.querySelector("button").click();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (writes(event.target) || $("dialog[open]")) return;
  const key = event.key.toLowerCase();
  if (key === "?") {
    $("[data-help]")?.click();
  } else if (key === "n" && $("[data-next]")) {
    $("[data-next]").click();
  } else if (!(KEYS[key] && showPanel(KEYS[key], true))) {
    return;
  }
  event.preventDefault();
});

// ---- the clock: the words of the server, said on between two looks ---------------------------------------------

const started = new WeakMap();
const kept = document.documentElement.dataset.kept; // of a page that was kept on this device: its clocks went on meanwhile
const waited = kept ? Math.max(0, Date.now() - Date.parse(kept)) : 0;
for (const clock of $$("[data-clock][data-running]")) started.set(clock, performance.now() - waited);

function says(seconds, planned) {
  const over = Math.floor((seconds - planned) / 60);
  if (over > 0) return [`${plural(over)} over`, "over"];
  const left = Math.max(0, Math.ceil((planned - seconds) / 60));
  return [left ? `${plural(left)} left` : "time is up", planned - seconds <= 120 ? "almost" : "fine"];
}

function tick() {
  for (const clock of $$("[data-clock][data-running]")) {
    if (!started.has(clock)) started.set(clock, performance.now());
    const seconds = Number(clock.dataset.seconds) + Math.floor((performance.now() - started.get(clock)) / 1000);
    clock.dataset.now = seconds; // what a move without a network goes on from
    const [words, tone] = says(seconds, Number(clock.dataset.planned));
    if (clock.textContent === words) continue;
    clock.textContent = words;
    if (clock.classList.contains("rm-clock")) {
      clock.className = `rm-clock rm-clock--${tone}`;
      if ($("[data-next]") && (words === "2 minutes left" || words === "time is up")) tell(`${words[0].toUpperCase()}${words.slice(1)} for this item`);
    } else {
      clock.classList.toggle("tg-agenda__time--over", tone !== "fine");
    }
  }
}

// ---- what arrives: keep open what was open, leave alone what is being written ----------------------------------

const typed = (field) =>
  field === document.activeElement
    ? !["hidden", "radio", "checkbox"].includes(field.type)
    : field.type === "radio" || field.type === "checkbox" ? field.checked !== field.defaultChecked
    : field.tagName === "SELECT" ? [...field.options].some((o) => o.selected !== o.defaultSelected) && field.selectedIndex > 0
    : field.type !== "hidden" && field.type !== "search" && field.value !== field.defaultValue;
const writing = (place) => $$("form[data-capture] :is(input, textarea, select)", place).some(typed);

let waitingSide = false;
let opened = new Set();
let current = $("#room-seen")?.dataset.current;

document.addEventListener("htmx:oobBeforeSwap", (event) => {
  const place = event.detail.target;
  opened = new Set($$("details[open][id]").map((each) => each.id));
  if (place.id === "room-side" && writing(place)) {
    event.detail.shouldSwap = false;
    const seen = event.detail.fragment?.querySelector?.("#room-seen") ?? $("#room-seen");
    const notice = $("[data-moved]", place);
    if (notice) {
      notice.hidden = false;
      notice.textContent = seen.dataset.current
        ? `The room has moved to ${seen.dataset.currentTitle}. What you write here still goes to the item you began with.`
        : "The Task Group is closed, and takes no more entries. Copy what you have written here.";
    }
    waitingSide = true;
  }
});

document.addEventListener("htmx:oobAfterSwap", (event) => {
  const now = document.getElementById(event.detail.target.id);
  if (!event.detail.shouldSwap || !now || started.has(now)) return;
  started.set(now, performance.now()); // told once for each part of it
  for (const each of $$("details[id]", now)) if (opened.has(each.id)) each.open = true;
  if (now.id === "room-side") { waitingSide = false; startSide(); }
  if (now.id === "room-bank") sift();
  if (now.id === "room-rail") showCurrent();
  if (now.id === "room-seen") moved(now);
  tick();
});

function moved(seen) {
  if (seen.dataset.current === current) return;
  current = seen.dataset.current;
  if (seen.dataset.currentTitle) tell(`Now: ${seen.dataset.currentTitle}`);
}

// The forms for the new item are fetched once the words for the old one are sent or taken away.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.elt.id !== "room-look" || !waitingSide) return;
  event.detail.parameters.had = "";
  if (!writing($("#room-side"))) event.detail.parameters.seen = "0";
});

function releaseSide() {
  if (waitingSide && !writing($("#room-side"))) document.body.dispatchEvent(new CustomEvent("room:changed", { bubbles: true }));
}
for (const name of ["focusout", "htmx:afterSettle"]) document.addEventListener(name, () => setTimeout(releaseSide, 0));

// A press that had been answered before (the answer was lost) brings the form back fresh.
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.elt;
  if (form.matches?.("form[data-capture]") && event.detail.xhr.status === 204) {
    htmx.ajax("GET", form.dataset.fresh, { target: form, swap: "outerHTML" });
    document.body.dispatchEvent(new CustomEvent("room:changed", { bubbles: true }));
  }
});

// A form that came back keeps the hand where it was (htmx puts it back by id), or at its first error. Where the room
// moved on meanwhile, the forms for the new item can come now.
document.addEventListener("htmx:afterSwap", (event) => {
  const form = document.getElementById(event.detail.target?.id);
  if (!form?.matches?.("form[data-capture]")) return;
  const named = $("[data-named]", form);
  if (named) tell(named.textContent.trim());
  const wrong = $(".govuk-input--error, .govuk-textarea--error, .govuk-select--error, .govuk-form-group--error input", form);
  if (wrong) wrong.focus();
  else if (waitingSide) document.activeElement?.blur();
});

// The current item stays in view where the agenda scrolls by itself.
function showCurrent() {
  $('#room-rail [aria-current="step"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

startSide();
showCurrent();
tick();
setInterval(tick, 1000);
