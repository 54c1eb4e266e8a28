// The service worker: a page that was kept on this device opens again without a network, with the files it needs.
// Static files lie in its cache; pages of a person lie on the shelf (`shelf.js`), which signing out clears.
// VERSION and SHELL stand above this line.

const CACHE = `taskgroups-shell-${VERSION}`;
const KEPT = /^\/task-groups\/[^/]+\/room\/$/; // addresses of pages that are kept
const PATIENCE = 6_000; // ms for the network, where there is a kept page to show instead
const KEPT_FOR = 12 * 60 * 60 * 1000; // ms, as long as a sign-in

self.addEventListener("install", (event) => {
  const files = SHELL.map((address) => new Request(address, { cache: "reload" }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(files)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const old = (name) => name.startsWith("taskgroups-shell-") && name !== CACHE;
  event.waitUntil(
    caches.keys().then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name)))).then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== self.location.origin) return;
  if (request.mode === "navigate" && KEPT.test(address.pathname)) event.respondWith(page(request, address));
  else if (SHELL.includes(address.pathname)) event.respondWith(file(request, address));
});

// The network first; a file of the shell from the cache where that fails.
async function file(request, address) {
  try {
    const answer = await fetch(request);
    if (answer.ok) return answer;
  } catch {
    // not connected
  }
  return (await caches.match(address.pathname)) ?? Response.error();
}

// The network first; the kept page where the network fails, is silent, or says that the server is away.
async function page(request, address) {
  const kept = await keptPage(address.origin + address.pathname);
  if (!kept) return fetch(request);
  const timeout = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await Promise.race([fetch(request).catch(() => undefined), timeout]);
  return answer && ![502, 503, 504].includes(answer.status) ? answer : show(kept);
}

function show(kept) {
  const marked = kept.text.replace("<html", `<html data-kept="${new Date(kept.at).toISOString()}"`);
  return new Response(marked, {
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": kept.policy, "Cache-Control": "no-store" },
  });
}

function keptPage(url) {
  return new Promise((resolve) => {
    const asked = indexedDB.open("taskgroups-away");
    asked.onupgradeneeded = () => asked.transaction.abort(); // there is no shelf yet, and this makes none
    asked.onerror = () => resolve(undefined);
    asked.onsuccess = () => {
      const database = asked.result;
      const found = database.transaction("pages").objectStore("pages").get(url);
      found.onerror = () => resolve(undefined);
      found.onsuccess = () => {
        const page = found.result;
        resolve(page && Date.now() - page.at < KEPT_FOR ? page : undefined);
        database.close();
      };
    };
  });
}
