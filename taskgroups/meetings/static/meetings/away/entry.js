// What a press in the room becomes while it waits on the device: its form's fields, its key, its time, and the words by
// which people know it.

import * as clock from "../../away/clock.js";

const LEFT_OUT = ["csrfmiddlewaretoken", "press", "key", "at"]; // proofs are fetched fresh; key and time are the entry's
const LABELS = {
  bank: "Asked", question: "Asked", advice: "Advice", answer: "Answer", evidence: "Seen", agree: "Agreed",
  put: "Put to the group", judgement: "Agreed", action: "Action", review: "Earlier action", note: "Confidential note",
};

/** A key nobody has used: version 4, also where the page is not served safely and `randomUUID` is missing. */
export function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

const fieldsOf = (sent) => [...sent.entries()].filter(([name, value]) => !LEFT_OUT.includes(name) && typeof value === "string");

/** Whether a form still holds just what an entry was made of: nobody has begun the next one in it. */
export function isStill(form, entry) {
  const own = (fields) => JSON.stringify(fields.filter(([name]) => name !== "do"));
  return own(fieldsOf(new FormData(form))) === own(entry.fields);
}

/** The entry a form makes with what was pressed in it. `sent` is what htmx would send. */
export function entryOf(form, sent, state) {
  const fields = fieldsOf(sent);
  const key = sent.get("key") || newKey();
  const kind = form.dataset.capture ?? (form.dataset.away === "bank" ? "bank" : "press");
  return {
    person: Number(document.body.dataset.person),
    room: document.querySelector("[data-away-room]").dataset.awayRoom,
    url: form.getAttribute("action"),
    fields,
    key,
    once: `${key} ${sent.get("slug") ?? ""}`, // the questions of the bank share a form and its key
    at: clock.now(),
    made: Date.now(),
    state,
    kind,
    item: Number(sent.get("item")) || 0,
    place: placeOf(Number(sent.get("item")) || 0),
    label: kind === "press" ? form.dataset.away : LABELS[sent.get("do")] ?? LABELS[kind],
    words: wordsOf(form, sent, kind),
  };
}

// The school, and the item of its agenda.
function placeOf(item) {
  const parts = [document.querySelector("#room-head h1"), document.querySelector(`#rail-${item} .rm-agenda__title`)];
  return parts.filter(Boolean).map((part) => part.textContent.trim()).join(", ");
}

function wordsOf(form, sent, kind) {
  if (kind === "press") return "";
  if (kind === "bank") {
    const button = form.querySelector(`button[value="${CSS.escape(sent.get("slug"))}"]`);
    return button?.closest("li").querySelector("p").textContent ?? "";
  }
  const said = [...form.elements].filter((field) => field.name && !["hidden", "submit", "button"].includes(field.type)).map(saidIn);
  return said.filter(Boolean).join(". ").replace(/([.?!])\. /g, "$1 ");
}

function saidIn(field) {
  if (field.tagName === "SELECT") return field.value ? field.selectedOptions[0].textContent.trim() : "";
  if (field.type === "radio" || field.type === "checkbox") return field.checked ? field.labels[0].textContent.trim() : "";
  if (/-(day|month)$/.test(field.name)) return "";
  if (/-year$/.test(field.name)) return ["day", "month", "year"].map((part) => field.form.elements[field.name.replace(/year$/, part)].value).join("/");
  return field.value.trim();
}

/** The labels of fields without which the server would refuse it; none where it may be kept. */
export function missingIn(form, sent) {
  const needed = (form.dataset.needs ?? "").split(" ").filter(Boolean);
  if (sent.get("do") === "agree") needed.push("why");
  const empty = (name) => ![...sent.entries()].some(([key, value]) => (key === name || key.startsWith(`${name}-`)) && String(value).trim());
  return needed.filter(empty).map((name) => labelOf(form, name));
}

function labelOf(form, name) {
  const field = [...form.elements].find((one) => one.name === name || one.name?.startsWith(`${name}-`));
  const group = field?.closest("fieldset")?.querySelector("legend") ?? field?.labels?.[0];
  return group?.textContent.trim() ?? name;
}
