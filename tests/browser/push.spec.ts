// Notices while the desk is closed: turned on in the settings, sent to a push service of our own, shown by the worker.
import type { BrowserContext, Page } from '@playwright/test';
import { PushService } from './push_service';
import { address, expect, expectAccessible, logIn, test } from './support';

// A browser of the tests reaches no push service: the page gets the subscription of ours. Chromium still runs the worker.
async function subscribesAt(context: BrowserContext, service: PushService): Promise<void> {
  await context.grantPermissions(['notifications'], { origin: address() });
  await context.addInitScript((given) => {
    const bytes = (text: string) => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)).buffer;
    const make = (key: string) => ({ options: { applicationServerKey: bytes(key) }, toJSON: () => given, unsubscribe: () => { localStorage.removeItem('test.push'); return Promise.resolve(true); } });
    const known = () => { const key = localStorage.getItem('test.push'); return key ? make(key) : null; };
    Object.assign(PushManager.prototype, {
      getSubscription: () => Promise.resolve(known()),
      subscribe: ({ applicationServerKey }: { applicationServerKey: string }) => { localStorage.setItem('test.push', applicationServerKey); return Promise.resolve(known()); },
    });
  }, service.subscription());
}

const here = (page: Page) => page.getByRole('switch', { name: 'Ook als de balie gesloten is' });

async function turnOn(page: Page): Promise<void> {
  await page.goto('/#/settings/me');
  await expect(here(page)).toHaveAttribute('aria-checked', 'false');
  await here(page).click();
  await expect(here(page)).toHaveAttribute('aria-checked', 'true');
}

// As the browser does when its push service calls.
async function deliver(page: Page, text: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ isDeleted }) => !isDeleted);
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
  await devtools.send('ServiceWorker.deliverPushMessage', { origin: address(), registrationId: await registered, data: text });
}

function shown(page: Page): Promise<{ title: string; path: string }[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    return (await registration.getNotifications()).map(({ title, data }) => ({ title, path: (data as { path: string }).path }));
  });
}

test.describe('notices on a device', () => {
  const origin = process.env.BALIE_TEST_PUSH ?? '';
  let service: PushService;

  test.beforeEach(async ({ context }) => {
    test.skip(origin === '', 'this desk knows no push service of ours');
    service = new PushService(origin);
    await service.start();
    await subscribesAt(context, service);
  });

  test.afterEach(async () => service.stop());

  test('come while nobody looks, and lead to the conversation', async ({ page, context, sandbox }) => {
    await logIn(page, 'agent');
    await turnOn(page);
    const customer = await sandbox.newPhone('Dirk Melding');
    await page.close();
    await customer.says('Mijn bestelling is kwijt');
    await expect.poll(() => service.pushed.length).toBe(1);

    const [push] = service.pushed;
    expect(push?.title).toMatch(/^Nieuw bericht in /);
    expect(service.plain.join()).not.toMatch(/Dirk|bestelling/);
    expect(service.headers[0]).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '3600' });
    expect(String(service.headers[0]?.authorization)).toMatch(/^vapid t=\S+, k=\S+$/);

    const next = await context.newPage();
    await next.goto('/#/mine');
    await expect(next.getByText('Live', { exact: true }).first()).toBeVisible();
    await deliver(next, service.plain[0] ?? '');
    await expect.poll(() => shown(next)).toEqual([{ title: push?.title, path: push?.path }]);
    await expect.poll(() => context.serviceWorkers().length).toBe(1);
    await context.serviceWorkers()[0]?.evaluate(async () => {
      const { registration } = self as unknown as { registration: ServiceWorkerRegistration };
      const [notification] = await registration.getNotifications();
      const Clicked = (self as unknown as { NotificationEvent: new (type: string, init: object) => Event }).NotificationEvent;
      self.dispatchEvent(new Clicked('notificationclick', { notification }));
    });
    await expect(next.getByRole('log', { name: 'Gesprek met Dirk Melding' })).toBeVisible();
  });

  test('do not come while somebody looks at a screen', async ({ page, context, sandbox }) => {
    await logIn(page, 'agent');
    await turnOn(page);
    const asked = page.waitForEvent('websocket');
    await page.reload();
    const socket = await asked;
    await socket.waitForEvent('framesent', ({ payload }) => String(payload).includes('"looking":true'));
    const seen = await sandbox.newPhone('Els Kijkt');
    await seen.says('Ziet u mij?');
    await page.goto('/#/all');
    await expect(page.getByRole('option', { name: /Els Kijkt/ })).toBeVisible();
    await page.close();
    const later = await sandbox.newPhone('Fien Later');
    await later.says('En nu?');
    await expect.poll(() => service.pushed.length).toBe(1);
    expect(service.pushed).toHaveLength(1);

    const again = await context.newPage();
    await again.goto('/#/all');
    await again.getByRole('option', { name: /Fien Later/ }).click();
    await expect(again).toHaveURL(new RegExp(`${service.pushed[0]?.path ?? ''}$`));
  });

  test('are turned off again, and end with the log-in', async ({ page }) => {
    await logIn(page, 'agent');
    await turnOn(page);
    await expectAccessible(page);
    await here(page).click();
    await expect(here(page)).toHaveAttribute('aria-checked', 'false');
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);

    await here(page).click();
    await expect(here(page)).toHaveAttribute('aria-checked', 'true');
    const others = await page.getByRole('button', { name: /^Verwijder / }).count();
    await page.context().clearCookies();
    await logIn(page, 'agent');
    await page.goto('/#/settings/me');
    await expect(here(page)).toHaveAttribute('aria-checked', 'true');
    await expect(page.getByRole('button', { name: /^Verwijder / })).toHaveCount(others);
  });

  test('say what is missing in a browser that cannot', async ({ page }) => {
    await page.addInitScript(() => { Reflect.deleteProperty(window, 'PushManager'); });
    await logIn(page, 'agent');
    await page.goto('/#/settings/me');
    await expect(page.getByText('Deze browser kan geen meldingen ontvangen als de balie gesloten is.', { exact: false })).toBeVisible();
    await expect(here(page)).toHaveCount(0);
  });
});
