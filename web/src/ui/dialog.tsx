// A choice that has to be made first: focus goes in, Enter does, Esc leaves, focus goes back.
import { Suspense } from 'react';
import type { DialogProps } from './dialog_box';
import { lazily } from './lazily';

export const loadDialogs = () => import('./dialog_box');

const DialogBox = lazily(async () => (await loadDialogs()).DialogBox);

export function Dialog(props: DialogProps) {
  return props.open ? <Suspense fallback={null}><DialogBox {...props} /></Suspense> : null;
}
