// Where a floating part belongs in the page: inside the landmark or dialog that it
// was opened from, so that readers know where they are and a dialog does not hide it.
import { useMemo } from 'react';

const homes = '[role="dialog"], main, nav, aside';

export function useHome(open: boolean): HTMLElement | undefined {
  return useMemo(() => (open ? document.activeElement?.closest<HTMLElement>(homes) ?? undefined : undefined), [open]);
}
