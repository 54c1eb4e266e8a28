// What cannot wait on this device: it opens another page, or others must see it at once. While away such a link says so
// and stays where it is.

import { make } from "../../away/list.js";
import { standing } from "../../away/sender.js";
import { say } from "../../design/start.js";

const NEEDS = "a[data-network]";

/** Show on each of those links how it stands now; called after each swap and whenever the network comes or goes. */
export function markLinks() {
  for (const link of document.querySelectorAll(NEEDS)) {
    const note = link.querySelector("[data-network-note]");
    if (standing.phase !== "away") {
      link.removeAttribute("aria-disabled");
      note?.remove();
    } else if (!note) {
      link.setAttribute("aria-disabled", "true");
      link.append(noteOf());
    }
  }
}

function noteOf() {
  const made = make("span", "rm-later", "(once you are back)");
  made.dataset.networkNote = "";
  return made;
}

document.addEventListener("click", (event) => {
  if (standing.phase !== "away" || !event.target.closest(NEEDS)) return;
  event.preventDefault();
  say("That needs the network. What you note meanwhile is kept on this device. Press it again once you are back.");
});
