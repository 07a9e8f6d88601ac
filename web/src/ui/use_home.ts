// Where a floating part belongs in the page: inside the landmark or dialog that it
// was opened from, so that readers know where they are and a dialog does not hide it.
import { useMemo } from 'react';

const homes = '[role="dialog"], main, nav, aside';

// The button that was pressed may have given way to one that stands longer; then nothing has the focus.
function homeNow(): HTMLElement | undefined {
  const near = document.activeElement?.closest<HTMLElement>(homes);
  return near ?? [...document.querySelectorAll<HTMLElement>('[role="dialog"]')].at(-1) ?? document.querySelector<HTMLElement>('main') ?? undefined;
}

export function useHome(open: boolean): HTMLElement | undefined {
  return useMemo(() => (open ? homeNow() : undefined), [open]);
}
