// How a person likes the screen: kept with the user on the server; theme and
// language also here, for the log-in page and the first paint.
import { create } from 'zustand';
import { putPreferences } from '../api/session';
import { browserLanguage, speak, type Language } from './words';

export type Theme = 'system' | 'light' | 'dark';
export type Density = 'comfortable' | 'compact';

// Where and when this person is called.
export interface Notices {
  sound: boolean;
  desktop: boolean;
  quietFrom: string;
  quietTo: string;
  // Inboxes from which nothing sounds.
  silenced: string[];
}

export interface Preferences {
  theme: Theme;
  language: Language | 'browser';
  singleKeys: boolean;
  density: Density;
  // Other keys than the usual ones, by action.
  keys: Record<string, string>;
  // Under what this person writes by e-mail.
  signature: string;
  notices: Notices;
  navShown: boolean;
  contextShown: boolean;
  listWidth: number;
  contextWidth: number;
  // How long a reply can be taken back, by channel; absent: as usual.
  undoSeconds: Record<string, number | undefined>;
  // How fast sound is played.
  soundRate: number;
  // The newest first.
  recentEmoji: string[];
  // Whether it was said that an answer takes the conversation.
  toldTaking: boolean;
}

const defaults: Preferences = {
  theme: 'system', language: 'browser', singleKeys: true, density: 'comfortable', keys: {}, signature: '', notices: { sound: false, desktop: false, quietFrom: '', quietTo: '', silenced: [] },
  navShown: true, contextShown: true, listWidth: 348, contextWidth: 288,
  undoSeconds: {}, soundRate: 1, recentEmoji: [], toldTaking: false,
};

const localKey = 'balie.look';
const saveAfterMs = 800;

function recalled(): Partial<Preferences> {
  try {
    const { theme, language } = JSON.parse(localStorage.getItem(localKey) ?? '{}') as Partial<Preferences>;
    return { ...(theme ? { theme } : {}), ...(language ? { language } : {}) };
  } catch {
    return {};
  }
}

export const usePreferences = create<Preferences>(() => ({ ...defaults, ...recalled() }));

const dark = matchMedia('(prefers-color-scheme: dark)');

function isDark(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && dark.matches);
}

export function showTheme(): void {
  const { theme, density } = usePreferences.getState();
  document.documentElement.dataset.theme = isDark(theme) ? 'dark' : 'light';
  document.documentElement.dataset.density = density;
}

export function startTheme(): void {
  showTheme();
  dark.addEventListener('change', showTheme);
}

export function languageOf({ language }: Preferences): Language {
  return language === 'browser' ? browserLanguage() : language;
}

function recall({ theme, language }: Preferences): void {
  try { localStorage.setItem(localKey, JSON.stringify({ theme, language })); } catch { /* A browser without storage asks the server. */ }
}

let timer: ReturnType<typeof setTimeout> | undefined;
// Saves that are under way or awaited: what the server knows meanwhile is older than the screen.
let unsaved = 0;

async function save(): Promise<void> {
  try {
    await putPreferences({ ...usePreferences.getState() });
  } catch { /* The next change tries again. */ }
}

// A width moves many times in a second; a choice is kept at once, for the page may be closed.
function keep(afterMs: number): void {
  if (timer === undefined) unsaved += 1;
  clearTimeout(timer);
  timer = setTimeout(() => { timer = undefined; void save().finally(() => { unsaved -= 1; }); }, afterMs);
}

export async function prefer(change: Partial<Preferences>): Promise<void> {
  if (change.language) await speak(languageOf({ ...usePreferences.getState(), ...change }));
  usePreferences.setState(change);
  recall(usePreferences.getState());
  showTheme();
  keep(change.listWidth === undefined && change.contextWidth === undefined ? 0 : saveAfterMs);
}

// What the server knows of this person wins over what this browser remembers.
export async function adoptPreferences(stored: Readonly<Record<string, unknown>>): Promise<void> {
  if (unsaved > 0) return;
  const known = Object.fromEntries(Object.keys(defaults).filter((key) => stored[key] !== null && typeof stored[key] === typeof defaults[key as keyof Preferences]).map((key) => [key, stored[key]]));
  usePreferences.setState(known);
  recall(usePreferences.getState());
  showTheme();
  await speak(languageOf(usePreferences.getState()));
}

export function switchDark(): void {
  void prefer({ theme: isDark(usePreferences.getState().theme) ? 'light' : 'dark' });
}
