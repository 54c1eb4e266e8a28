// In the room: a press on 'You could ask …' puts that question in the box. Nothing is sent until the chair logs it.

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("[data-put]");
  const box = pressed && document.querySelector("#question-text");
  if (!box) return;
  box.value = pressed.dataset.put;
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
});
