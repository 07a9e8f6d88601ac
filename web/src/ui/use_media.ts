// Whether the screen is as wide as a layout needs.
import { useSyncExternalStore } from 'react';

export const phone = '(max-width: 767px)';
export const withoutNav = '(max-width: 1023px)';
export const withoutContext = '(max-width: 1279px)';

export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => matchMedia(query).matches,
  );
}
