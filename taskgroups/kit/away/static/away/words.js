// What a person is told about what waits on this device. Plain functions of how things stand.

export const entries = (n) => (n === 1 ? "1 entry" : `${n} entries`);
const are = (n) => (n === 1 ? "is" : "are");
const wait = (n) => (n === 1 ? "waits" : "wait");
const they = (n) => (n === 1 ? "it goes" : "they go");

/** One or two sentences for a phase of the sender, with so many entries that wait. '' where there is nothing to say. */
export function says(phase, n) {
  if (phase === "away" && !n) return "Not connected. What you note is kept on this device and sent when you are back.";
  if (phase === "away") return `Not connected. ${entries(n)} ${are(n)} kept on this device and will be sent when you are back.`;
  if (!n) return "";
  if (phase === "sign-in") return `${entries(n)} ${are(n)} kept on this device. Sign in again, then ${they(n)}.`;
  if (phase === "other") return `Somebody else has signed in. ${entries(n)} of yours ${wait(n)} on this device until you sign in again.`;
  if (phase === "trouble") return `${entries(n)} ${are(n)} kept on this device. They could not be written just now, and are tried again.`;
  return `Sending ${entries(n)} kept on this device.`;
}

/** What is said of entries the server refused. */
export function refusedSays(n) {
  return n ? `${entries(n)} could not be written. The words are kept here.` : "";
}

export const OTHERS = "Entries of another person wait on this device. They are sent when that person signs in.";
export const SOMEBODYS = "Entries wait on this device. They are sent when the person who wrote them signs in.";
export const LEAVING = (n) =>
  `${entries(n)[0].toUpperCase()}${entries(n).slice(1)} you wrote ${are(n)} still on this device and not sent. ` +
  "Choose OK to sign out and delete them, or Cancel to stay signed in.";
