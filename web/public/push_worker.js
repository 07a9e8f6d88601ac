// Runs without a page: shows what is pushed, and leads to its conversation. It keeps nothing and fetches nothing.
async function show(push) {
  const { title, body, tag, path } = push.json();
  await self.registration.showNotification(title, { body, tag, renotify: true, data: { path } });
}

// A desk that is open somewhere is led there; else one is opened.
async function open(path) {
  const [page] = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (!page) return self.clients.openWindow(`/#${path}`);
  page.postMessage({ type: 'open', path });
  return page.focus();
}

self.addEventListener('install', () => void self.skipWaiting());

self.addEventListener('push', (event) => {
  if (event.data) event.waitUntil(show(event.data));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data.path));
});
