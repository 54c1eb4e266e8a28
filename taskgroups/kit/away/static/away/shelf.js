// What lies on this device: entries that wait to be sent, and pages to go on with. One IndexedDB database, nothing else.
// Where the browser keeps nothing (a private window), the same shelf lasts as long as the page; `lasts()` says so.

export const MOST_ENTRIES = 500;
export const MOST_CHARACTERS = 20_000; // of one entry
const MOST_PAGES = 40;
const MOST_PAGE = 1_000_000; // characters of one page
const KEPT_FOR = 12 * 60 * 60 * 1000; // ms in which a kept page may be shown (worker.js)
const NAME = "taskgroups-away";
const MARK = "taskgroups-away"; // in localStorage, once there is something to look for

/** There is no room for another entry; `message` says so to the person. */
export class Full extends Error {}

let opening;
let memory; // { entries: Map, pages: Map } where the browser refuses

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      const entries = asked.result.createObjectStore("entries", { keyPath: "id", autoIncrement: true });
      entries.createIndex("once", "once", { unique: true });
      asked.result.createObjectStore("pages", { keyPath: "url" });
      asked.result.createObjectStore("leases", { keyPath: "name" });
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      mark();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  }).catch(() => {
    memory = { entries: new Map(), pages: new Map(), leases: new Map() };
  });
  return opening;
}

// Does `work` with a store in one transaction, on disk before it is said to be done; returns what its request found.
async function within(store, mode, work) {
  const database = await open();
  if (!database) return work(stand(memory[store]));
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const asked = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? asked?.error);
  });
}

function mark() {
  try {
    localStorage.setItem(MARK, "1");
  } catch {
    // nothing is kept between pages then
  }
}

let given = 0;

// The few verbs of a store, on a Map.
function stand(map) {
  const key = (value) => value.id ?? value.url ?? value.name;
  return {
    getAll: () => [...map.values()],
    get: (one) => map.get(one),
    count: () => map.size,
    delete: (one) => map.delete(one),
    put: (value) => map.set(key(value), value),
    add: (value) => {
      if ([...map.values()].some((one) => one.once === value.once)) throw new DOMException("", "ConstraintError");
      map.set(++given, { ...value, id: given });
      return given;
    },
  };
}

/** Whether there may be something on this device: false spares opening a database on every page. */
export function mayHold() {
  try {
    return localStorage.getItem(MARK) === "1";
  } catch {
    return false;
  }
}

/** Whether what is kept outlasts this page. */
export async function lasts() {
  await open();
  return !memory;
}

// ---- entries -----------------------------------------------------------------------------------------------------

/** Keep an entry and return its id; undefined where the same press was kept before. Throws Full. */
export async function keepEntry(entry) {
  if (JSON.stringify(entry).length > MOST_CHARACTERS) throw new Full("This is too long to be kept on this device. Shorten it.");
  if ((await within("entries", "readonly", (store) => store.count())) >= MOST_ENTRIES) {
    throw new Full(`${MOST_ENTRIES} entries wait on this device, and it keeps no more. Copy your words, and connect first.`);
  }
  try {
    return await within("entries", "readwrite", (store) => store.add(entry));
  } catch (problem) {
    if (problem?.name === "ConstraintError") return undefined;
    throw new Full("This device has no room left to keep it. Copy your words, and connect first.");
  }
}

/** The entries of a person in the order they were written. */
export async function entriesOf(person) {
  const all = await within("entries", "readonly", (store) => store.getAll());
  return all.filter((entry) => entry.person === person).sort((one, other) => one.id - other.id);
}

/** Whether somebody else's entries wait here. */
export async function holdsOthers(person) {
  const all = await within("entries", "readonly", (store) => store.getAll());
  return all.some((entry) => entry.person !== person);
}

export async function changeEntry(entry, changes) {
  await within("entries", "readwrite", (store) => store.put({ ...entry, ...changes }));
}

export async function dropEntry(id) {
  await within("entries", "readwrite", (store) => store.delete(id));
}

// ---- pages to go on with -----------------------------------------------------------------------------------------

/** Keep a page for a person: { url, person, text, policy, at }. */
export async function keepPage(page) {
  if (page.text.length > MOST_PAGE) return;
  const all = await within("pages", "readonly", (store) => store.getAll());
  const oldest = all.sort((one, other) => one.at - other.at).slice(0, Math.max(0, all.length - MOST_PAGES + 1));
  if (!all.some((one) => one.url === page.url)) for (const one of oldest) await dropPage(one.url);
  await within("pages", "readwrite", (store) => store.put(page)).catch(() => {}); // no room: go on without
}

/** The page kept for a person at an address, or undefined. */
export async function pageAt(url, person) {
  const found = await within("pages", "readonly", (store) => store.get(url));
  return found?.person === person ? found : undefined;
}

async function dropPage(url) {
  await within("pages", "readwrite", (store) => store.delete(url));
}

/** Forget the pages of everybody but one person (0: of everybody), or those that begin with an address. */
export async function forgetPages(person, beginning = "") {
  const all = await within("pages", "readonly", (store) => store.getAll());
  for (const page of all) {
    if (beginning ? page.url.startsWith(beginning) : page.person !== person) await dropPage(page.url);
  }
}

/** Forget the pages that are too old to be shown. */
export async function forgetOld() {
  const all = await within("pages", "readonly", (store) => store.getAll());
  for (const page of all) if (Date.now() - page.at >= KEPT_FOR) await dropPage(page.url);
}

/** Forget all that is kept of a person. */
export async function forgetPerson(person) {
  for (const entry of await entriesOf(person)) await dropEntry(entry.id);
  await forgetPages(0);
}

// ---- one sender at a time, where the browser has no locks ----------------------------------------------------------

/** Take a lease for `holder` until now + `time` ms; false where another holds it. */
export async function takeLease(name, holder, time) {
  const now = Date.now();
  const found = await within("leases", "readonly", (store) => store.get(name));
  if (found && found.holder !== holder && found.until > now) return false;
  await within("leases", "readwrite", (store) => store.put({ name, holder, until: now + time }));
  const kept = await within("leases", "readonly", (store) => store.get(name));
  return kept.holder === holder;
}

export async function dropLease(name) {
  await within("leases", "readwrite", (store) => store.delete(name));
}
