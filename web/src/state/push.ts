// Web Push in this browser: turned on by one person, for that person alone. Loaded only where it is, or may be, on.
import { deletePushSubscription, listPushSubscriptions, postPushSubscription } from '../api/push';
import { browserName } from './browser_name';
import { queryClient } from './cache';
import { languageOf, usePreferences } from './preferences';
import { forgetOwner, keepOwner } from './push_owner';

const worker = '/push_worker.js';

export const pushKey = ['push-subscriptions'];

// A screen that lists the devices shows them as they are now.
export function refreshDevices(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: pushKey });
}

interface ScriptPolicy { createScriptURL: (url: string) => unknown }
interface Trusting { trustedTypes?: { createPolicy: (name: string, rules: { createScriptURL: (url: string) => string }) => ScriptPolicy } }

// The one script that this page starts by its address.
function workerUrl(): string {
  const policy = (window as Trusting).trustedTypes?.createPolicy('push-worker', { createScriptURL: () => worker });
  return (policy ? policy.createScriptURL('') : worker) as string;
}

let address: string | undefined;

export function isSupported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

async function subscriptionOf(publicKey: string): Promise<PushSubscription> {
  address ??= workerUrl();
  await navigator.serviceWorker.register(address, { scope: '/' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  if (before && isOf(before, publicKey)) return before;
  await before?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}

// The desk may have another key than when this browser subscribed.
function isOf(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey;
  const text = key ? btoa(String.fromCharCode(...new Uint8Array(key))) : '';
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey;
}

async function send(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys } = subscription.toJSON();
  await postPushSubscription({
    endpoint: endpoint ?? '',
    keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' },
    name: browserName(navigator.userAgent),
    language: languageOf(usePreferences.getState()),
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
}

export type TurnedOn = 'on' | 'denied' | 'failed';

export async function turnOn(publicKey: string, userId: string): Promise<TurnedOn> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    await send(await subscriptionOf(publicKey));
    keepOwner(userId);
    return 'on';
  } catch {
    return 'failed';
  }
}

// Nothing is left in the browser.
export async function leave(): Promise<void> {
  forgetOwner();
  const registration = await navigator.serviceWorker.getRegistration('/');
  await (await registration?.pushManager.getSubscription())?.unsubscribe();
  await registration?.unregister();
}

export async function turnOff(id: string | undefined): Promise<void> {
  if (id !== undefined) await deletePushSubscription(id);
  await leave();
}

// After a log-in: the subscription of the session before ended with it.
export async function renew(): Promise<void> {
  const { public_key: publicKey } = await listPushSubscriptions();
  if (publicKey === undefined || Notification.permission !== 'granted') return leave();
  await send(await subscriptionOf(publicKey));
  await refreshDevices();
}
