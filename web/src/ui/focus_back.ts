// Where the keys go when a dialog has closed: back to where they were, or else to the thread. Never to the list by
// themselves: it holds its rows still as long as the keys are in it.
import { useCallback, useState } from 'react';

// A menu is gone once something was chosen from it; the button that opened it stays.
function lasting(element: Element | null): HTMLElement | undefined {
  const menu = element?.closest('[role="menu"]');
  if (menu) return lasting(document.querySelector(`[aria-controls="${CSS.escape(menu.id)}"]`));
  return element instanceof HTMLElement && element !== document.body ? element : undefined;
}

function takes(element: HTMLElement | null | undefined): boolean {
  if (!element?.isConnected) return false;
  element.focus({ preventScroll: true });
  return document.activeElement === element;
}

// What was done in the dialog may have put the focus elsewhere already: there it stays.
function giveBack(before: HTMLElement | undefined): void {
  if (document.activeElement && document.activeElement !== document.body) return;
  if (takes(before)) return;
  takes(document.querySelector<HTMLElement>('[role="log"]'));
}

// For the onCloseAutoFocus of a dialog; what has the focus is looked up as the dialog is first drawn.
export function useFocusBack(): (event: Event) => void {
  const [before] = useState(() => lasting(document.activeElement));
  return useCallback((event: Event) => { event.preventDefault(); giveBack(before); }, [before]);
}
