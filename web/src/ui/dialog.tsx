// A choice that has to be made first: focus goes in, Enter does, Esc leaves, focus goes back.
import { lazy, Suspense } from 'react';
import type { DialogProps } from './dialog_box';

export const loadDialogs = () => import('./dialog_box');

const DialogBox = lazy(async () => ({ default: (await loadDialogs()).DialogBox }));

export function Dialog(props: DialogProps) {
  return props.open ? <Suspense fallback={null}><DialogBox {...props} /></Suspense> : null;
}
