// When the sign-in has run out while a choice or the words saved themselves, send the whole form instead:
// the sign-in page then keeps all of it, not just the part that was on its way.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const form = document.getElementById("area");
  if (form && event.detail.xhr.status === 401 && form.contains(event.detail.elt)) {
    event.preventDefault();
    form.requestSubmit();
  }
});
