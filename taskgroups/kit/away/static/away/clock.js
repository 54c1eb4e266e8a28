// The time of the server on this device: how far its own clock is off is measured whenever the server is asked, and kept
// for when it cannot be asked. The server still brings every time within the meeting.

const KEPT = "taskgroups-away-clock";
const SLOW = 5_000; // ms: an answer that took longer says too little

let off = Number(read()) || 0; // ms to add to the device's clock

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** Learn from one answer: the server's time, and the device's when it was asked and answered, all in milliseconds. */
export function learn(server, asked, answered) {
  if (!(answered - asked >= 0 && answered - asked <= SLOW)) return;
  off = Math.round(server - (asked + answered) / 2);
  try {
    localStorage.setItem(KEPT, String(off));
  } catch {
    // a private window: measured again on the next page
  }
}

/** The time now, by the server's clock, in milliseconds. */
export function now() {
  return Date.now() + off;
}

/** A time as the pages write it: '3:30pm', '9am'. */
export function inWords(time) {
  const parts = new Intl.DateTimeFormat("en-GB", { hour: "numeric", minute: "2-digit", hour12: false, timeZone: "Europe/London" });
  const [hour, minute] = parts.format(time).split(":").map(Number);
  if (minute === 0 && hour % 12 === 0) return hour === 12 ? "midday" : "midnight";
  return `${hour % 12 || 12}${minute ? `:${String(minute).padStart(2, "0")}` : ""}${hour < 12 ? "am" : "pm"}`;
}
