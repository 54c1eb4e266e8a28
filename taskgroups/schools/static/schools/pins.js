// Pins on the map tick the schools in the list, and say so. Without this script a pin leads to its tick box.
const boxOf = (pin) => document.getElementById(pin.getAttribute("href").slice(1));

function show(pin) {
  const chosen = boxOf(pin).checked;
  const school = pin.getAttribute("aria-label").replace(/, chosen$/, "");
  const label = chosen ? `${school}, chosen` : school;
  pin.classList.toggle("sch-pin--picked", chosen);
  pin.setAttribute("aria-label", label);
  pin.querySelector("title").textContent = label;
  const mark = pin.querySelector("text"); // many pins are too small to have one
  if (mark) mark.textContent = chosen ? "✓" : school.split(":")[0];
}

const pins = [...document.querySelectorAll(".sch-pin")].filter(boxOf);
for (const pin of pins) {
  pin.addEventListener("click", (event) => {
    event.preventDefault();
    boxOf(pin).click();
  });
  boxOf(pin).addEventListener("change", () => show(pin));
}
