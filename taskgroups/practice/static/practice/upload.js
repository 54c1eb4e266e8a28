// How far a file has gone, and that it is being read then. Without script the form is sent as any other.

const shown = (form, text, value) => {
  const place = form.querySelector("[data-progress]");
  if (!place) return;
  place.hidden = !text;
  if (text) place.querySelector("[data-says]").textContent = text;
  const bar = place.querySelector("progress");
  if (value === null) bar.removeAttribute("value");
  else bar.value = value;
};
const ours = (event) => event.target.matches?.("form[data-upload]");

document.addEventListener("htmx:beforeRequest", (event) => ours(event) && shown(event.target, "Sending the file", 0));
document.addEventListener("htmx:xhr:progress", (event) => {
  const { loaded, total } = event.detail;
  if (!ours(event) || !total) return;
  if (loaded < total) shown(event.target, "Sending the file", (100 * loaded) / total);
  else shown(event.target, "Reading it, and telling your questions from advice", null);
});
document.addEventListener("htmx:afterRequest", (event) => ours(event) && shown(event.target, "", 0));
// What was to be put right is read first.
document.addEventListener("htmx:afterSettle", () => document.querySelector(".govuk-error-summary")?.focus());
