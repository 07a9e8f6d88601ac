// What a screen reader hears about that happens out of its sight.
import { create } from 'zustand';

export const useAnnouncement = create<{ polite: string; urgent: string }>(() => ({ polite: '', urgent: '' }));

export function announce(text: string): void {
  // The same words twice would be heard once: an invisible mark makes them differ.
  useAnnouncement.setState(({ polite }) => ({ polite: polite === text ? `${text}\u00a0` : text }));
}
