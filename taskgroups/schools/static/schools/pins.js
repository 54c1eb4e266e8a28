// Pins on the map tick the schools in the list. Without this script a pin leads to its tick box.
const boxOf = (pin) => document.getElementById(pin.getAttribute("href").slice(1));

function show(pin) {
  pin.classList.toggle("sch-pin--picked", boxOf(pin).checked);
}

const pins = [...document.querySelectorAll(".sch-pin")].filter(boxOf);
for (const pin of pins) {
  pin.addEventListener("click", (event) => {
    event.preventDefault();
    boxOf(pin).click();
  });
  boxOf(pin).addEventListener("change", () => show(pin));
}
