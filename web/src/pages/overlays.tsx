// What lies over a screen: the palette, the sheet of keys, a picture, a message as it came.
import { lazy, Suspense } from 'react';
import type { Conversation } from '../api/types';
import { useScreen } from '../state/screen';
import type { View } from '../state/view';
import { usePicture } from './use_picture';
import { loadDialogs } from '../ui/dialog';
import type { Runs } from './use_inbox_keys';

const loadPalette = () => import('../features/palette/palette');
const loadKeySheet = () => import('../features/palette/key_sheet');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const PromiseDialog = lazy(async () => ({ default: (await import('../features/thread/promise_dialog')).PromiseDialog }));
const TransferDialog = lazy(async () => ({ default: (await import('../features/thread/transfer_dialog')).TransferDialog }));
const MergeDialog = lazy(async () => ({ default: (await import('../features/thread/merge_dialog')).MergeDialog }));
const SnoozeDialog = lazy(async () => ({ default: (await import('../features/thread/snooze_dialog')).SnoozeDialog }));
const ViewDialog = lazy(async () => ({ default: (await import('../features/inbox/view_dialog')).ViewDialog }));
const CannedDialog = lazy(async () => ({ default: (await import('../features/thread/canned_dialog')).CannedDialog }));
const MacroPalette = lazy(async () => ({ default: (await import('../features/palette/macro_palette')).MacroPalette }));
const KeySheet = lazy(async () => ({ default: (await loadKeySheet()).KeySheet }));
const Viewer = lazy(async () => ({ default: (await import('../features/thread/viewer')).Viewer }));
const PictureForm = lazy(async () => ({ default: (await import('../features/context/picture_form')).PictureForm }));
const RawDialog = lazy(async () => ({ default: (await import('../features/thread/raw_dialog')).RawDialog }));

// One types on without looking: these stand ready before they are asked for.
export function loadOverlays(): void {
  void loadPalette();
  void loadKeySheet();
  void loadDialogs();
}

export interface OverlaysProps {
  runs: Runs;
  // The list on the screen, where there is one.
  view: View | undefined;
  conversation: Conversation | undefined;
  onOpen: (id: string) => void;
  onSearch: (words: string) => void;
}

export function Overlays({ runs, view, conversation, onOpen, onSearch }: OverlaysProps) {
  const { palette, macros, keeping, keySheet, raw, asking, viewDialog } = useScreen();
  const { looking, beside } = usePicture(conversation?.id);
  return (
    <Suspense fallback={null}>
      {palette ? <Palette runs={runs} conversation={conversation} onOpen={onOpen} onSearch={onSearch} /> : null}
      {macros && conversation ? <MacroPalette conversation={conversation} /> : null}
      {keeping && conversation ? <CannedDialog message={keeping} conversation={conversation} /> : null}
      {keySheet ? <KeySheet /> : null}
      {asking === 'promise' && conversation ? <PromiseDialog conversation={conversation} /> : null}
      {asking === 'transfer' && conversation ? <TransferDialog conversation={conversation} /> : null}
      {asking === 'merge' && conversation ? <MergeDialog conversation={conversation} /> : null}
      {asking === 'snooze' && conversation ? <SnoozeDialog conversation={conversation} /> : null}
      {viewDialog && view ? <ViewDialog view={view} id={viewDialog.id} /> : null}
      {looking && !beside ? <Viewer>{conversation ? <PictureForm conversationId={conversation.id} /> : null}</Viewer> : null}
      {raw ? <RawDialog /> : null}
    </Suspense>
  );
}
