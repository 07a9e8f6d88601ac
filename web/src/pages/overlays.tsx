// What lies over a screen: the palette, the sheet of keys, a picture, a message as it came.
import { lazy, Suspense } from 'react';
import type { Conversation } from '../api/types';
import { useScreen } from '../state/screen';
import { usePicture } from './use_picture';
import { loadDialogs } from '../ui/dialog';
import type { Runs } from './use_inbox_keys';

const loadPalette = () => import('../features/palette/palette');
const loadKeySheet = () => import('../features/palette/key_sheet');
const Palette = lazy(async () => ({ default: (await loadPalette()).Palette }));
const KeySheet = lazy(async () => ({ default: (await loadKeySheet()).KeySheet }));
const Viewer = lazy(async () => ({ default: (await import('../features/thread/viewer')).Viewer }));
const RawDialog = lazy(async () => ({ default: (await import('../features/thread/raw_dialog')).RawDialog }));

// One types on without looking: these stand ready before they are asked for.
export function loadOverlays(): void {
  void loadPalette();
  void loadKeySheet();
  void loadDialogs();
}

export interface OverlaysProps {
  runs: Runs;
  conversation: Conversation | undefined;
  onOpen: (id: string) => void;
  onSearch: (words: string) => void;
}

export function Overlays({ runs, conversation, onOpen, onSearch }: OverlaysProps) {
  const { palette, keySheet, raw } = useScreen();
  const { looking, beside } = usePicture(conversation?.id);
  return (
    <Suspense fallback={null}>
      {palette ? <Palette runs={runs} conversation={conversation} onOpen={onOpen} onSearch={onSearch} /> : null}
      {keySheet ? <KeySheet /> : null}
      {looking && !beside ? <Viewer /> : null}
      {raw ? <RawDialog /> : null}
    </Suspense>
  );
}
