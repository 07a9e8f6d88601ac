// A pane that has no room of its own slides over the others.
import { Suspense } from 'react';
import type { DrawerProps } from './drawer_box';
import { lazily } from './lazily';

const DrawerBox = lazily(async () => (await import('./drawer_box')).DrawerBox);

export function Drawer(props: DrawerProps) {
  return props.open ? <Suspense fallback={null}><DrawerBox {...props} /></Suspense> : null;
}
