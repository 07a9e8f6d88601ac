// A pane that has no room of its own slides over the others.
import { lazy, Suspense } from 'react';
import type { DrawerProps } from './drawer_box';

const DrawerBox = lazy(async () => ({ default: (await import('./drawer_box')).DrawerBox }));

export function Drawer(props: DrawerProps) {
  return props.open ? <Suspense fallback={null}><DrawerBox {...props} /></Suspense> : null;
}
