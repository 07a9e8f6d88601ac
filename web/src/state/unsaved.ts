// What was typed and is not on the server yet outlives a reload: kept in this tab until it is saved, gone with the tab
// and when one signs out. Nothing else of a customer is ever kept in a browser.
import { myId } from './session';

const prefix = 'balie.unsaved';

function place(): string {
  return `${prefix}.${myId()}`;
}

function read(): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place()) ?? '{}');
    return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept).filter(([, text]) => typeof text === 'string')) : {};
  } catch {
    return {};
  }
}

function write(kept: Record<string, string>): void {
  try {
    if (Object.keys(kept).length === 0) sessionStorage.removeItem(place());
    else sessionStorage.setItem(place(), JSON.stringify(kept));
  } catch { /* A browser without storage keeps nothing. */ }
}

export function keepUnsaved(key: string, text: string | undefined): void {
  const kept = read();
  if (kept[key] === text) return;
  const others = Object.fromEntries(Object.entries(kept).filter(([name]) => name !== key));
  write(text === undefined ? others : { ...others, [key]: text });
}

export function unsavedText(key: string): string | undefined {
  return read()[key];
}

export function forgetUnsaved(): void {
  try {
    for (const name of Object.keys(sessionStorage).filter((one) => one.startsWith(prefix))) sessionStorage.removeItem(name);
  } catch { /* Nothing was kept. */ }
}
