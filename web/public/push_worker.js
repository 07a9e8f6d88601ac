// Runs without a page: shows what is pushed, and leads to its conversation. It keeps nothing and fetches nothing.
async function show(push) {
  const { title, body, tag, path } = push.json();
  await self.registration.showNotification(title, { body, tag, renotify: true, data: { path } });
}

// A desk that has just been loaded does not listen yet.
const triesMost = 20;
const answersWithinMs = 500;

function hears(page, path) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), answersWithinMs);
    page.postMessage({ type: 'open', path }, [port2]);
  });
}

// A desk that is open somewhere is led there; else one is opened.
async function open(path) {
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) return self.clients.openWindow(`/#${path}`);
  await page.focus().catch(() => undefined);
  for (let tries = 0; tries < triesMost; tries += 1) if (await hears(page, path)) return;
}

self.addEventListener('install', () => void self.skipWaiting());

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});
