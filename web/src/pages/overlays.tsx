// What lies over a screen: the palette, the sheet of keys, a picture, a message as it came.
import { Suspense } from 'react';
import type { Conversation } from '../api/types';
import { loadPart } from '../state/parts';
import { useScreen } from '../state/screen';
import type { View } from '../state/view';
import { usePicture } from './use_picture';
import { loadDialogs } from '../ui/dialog';
import { lazily } from '../ui/lazily';
import { loadPopovers } from '../ui/popover';
import type { Runs } from './use_inbox_keys';

const loadPalette = () => import('../features/palette/palette');
const loadKeySheet = () => import('../features/palette/key_sheet');
const Palette = lazily(async () => (await loadPalette()).Palette);
const PromiseDialog = lazily(async () => (await import('../features/thread/promise_dialog')).PromiseDialog);
const TransferDialog = lazily(async () => (await import('../features/thread/transfer_dialog')).TransferDialog);
const MergeDialog = lazily(async () => (await import('../features/thread/merge_dialog')).MergeDialog);
const SnoozeDialog = lazily(async () => (await import('../features/thread/snooze_dialog')).SnoozeDialog);
const ViewDialog = lazily(async () => (await import('../features/inbox/view_dialog')).ViewDialog);
const CannedDialog = lazily(async () => (await import('../features/thread/canned_dialog')).CannedDialog);
const MacroPalette = lazily(async () => (await import('../features/palette/macro_palette')).MacroPalette);
const KeySheet = lazily(async () => (await loadKeySheet()).KeySheet);
const Viewer = lazily(async () => (await import('../features/thread/viewer')).Viewer);
const PictureForm = lazily(async () => (await import('../features/context/picture_form')).PictureForm);
const RawDialog = lazily(async () => (await import('../features/thread/raw_dialog')).RawDialog);

// One types on without looking: these stand ready before they are asked for.
export function loadOverlays(): void {
  void loadPart(loadPalette);
  void loadPart(loadKeySheet);
  void loadPart(loadDialogs);
  void loadPart(loadPopovers);
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
