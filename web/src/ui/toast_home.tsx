// A place in the page where toasts stand without covering anything that is read or pressed.
import { create } from 'zustand';

export const useToastHome = create<{ home: HTMLElement | null }>(() => ({ home: null }));

function settle(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined;
  useToastHome.setState({ home: element });
  return () => useToastHome.setState(({ home }) => ({ home: home === element ? null : home }));
}

export function ToastHome() {
  return <div ref={settle} />;
}
