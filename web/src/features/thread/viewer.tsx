// Looking at the pictures of a conversation: over the screen, or beside the thread while one writes.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { ChevronLeft, ChevronRight, Download, Maximize2, PanelRight, RotateCw, X, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type RefObject } from 'react';
import type { Attachment } from '../../api/types';
import { fitted, panned, turned, zoomedAt, zoomStep, type PictureView } from '../../state/picture_view';
import { closePicture, dockPicture, picturesOf, stepPicture, useViewer } from '../../state/viewer';
import { useThread } from '../../state/threads';
import { buttonClasses } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { bytesWords } from '../../ui/number_words';
import { phone, useMedia } from '../../ui/use_media';
import { visibleName } from '../../ui/visible_name';
import { PictureStage } from './picture_stage';
import styles from './viewer.module.css';

const middle = { x: 0, y: 0 };
const panPx = 60;

function useView(picture: Attachment) {
  const [memory, setMemory] = useState({ of: picture.id, view: fitted });
  if (memory.of !== picture.id) setMemory({ of: picture.id, view: fitted });
  const set = (next: PictureView | ((now: PictureView) => PictureView)) => setMemory(({ of, view }) => ({ of, view: typeof next === 'function' ? next(view) : next }));
  return { view: memory.view, set: useRef(set).current };
}

// Answers whether the key was for the picture.
function byKey(event: KeyboardEvent, set: (change: (now: PictureView) => PictureView) => void): boolean {
  const ways: Record<string, () => void> = {
    '+': () => set((now) => zoomedAt(now, zoomStep, middle)), '=': () => set((now) => zoomedAt(now, zoomStep, middle)), '-': () => set((now) => zoomedAt(now, 1 / zoomStep, middle)),
    0: () => set((now) => ({ ...fitted, turns: now.turns })), r: () => set(turned),
    ArrowLeft: () => (event.shiftKey ? set((now) => panned(now, { x: panPx, y: 0 })) : void stepPicture(-1)), ArrowRight: () => (event.shiftKey ? set((now) => panned(now, { x: -panPx, y: 0 })) : void stepPicture(1)),
    ArrowUp: () => set((now) => panned(now, { x: 0, y: panPx })), ArrowDown: () => set((now) => panned(now, { x: 0, y: -panPx })),
    // Over the screen it goes beside the conversation; there the same key puts it away.
    o: () => (useViewer.getState().docked ? closePicture() : dockPicture(true)), Escape: closePicture,
  };
  const run = event.ctrlKey || event.metaKey || event.altKey ? undefined : ways[event.key];
  run?.();
  return run !== undefined;
}

function Turning({ view, set }: { view: PictureView; set: (change: (now: PictureView) => PictureView) => void }) {
  return (
    <>
      <IconButton of={ZoomOut} label={t`Smaller`} keys="-" onClick={() => set((now) => zoomedAt(now, 1 / zoomStep, middle))} />
      <span className={styles.percent} aria-hidden="true">{Math.round(view.scale * 100)}%</span>
      <IconButton of={ZoomIn} label={t`Larger`} keys="+" onClick={() => set((now) => zoomedAt(now, zoomStep, middle))} />
      <IconButton of={Maximize2} label={t`Fit`} keys="0" onClick={() => set((now) => ({ ...fitted, turns: now.turns }))} />
      <IconButton of={RotateCw} label={t`Turn`} keys="R" onClick={() => set(turned)} />
    </>
  );
}

function Steps({ picture, conversationId }: { picture: Attachment; conversationId: string }) {
  const { data: thread } = useThread(conversationId);
  const pictures = picturesOf(thread);
  const at = pictures.findIndex(({ id }) => id === picture.id);
  if (pictures.length < 2 && !thread?.hasOlder) return null;
  return (
    <>
      <IconButton of={ChevronLeft} label={t`Previous photo`} keys="Left" disabled={at === 0 && !thread?.hasOlder} onClick={() => void stepPicture(-1)} />
      <IconButton of={ChevronRight} label={t`Next photo`} keys="Right" disabled={at === pictures.length - 1} onClick={() => void stepPicture(1)} />
    </>
  );
}

// Beside the thread no dialog looks after the focus: it comes here, so that the keys work, and goes back afterwards.
function useOwnFocus(root: RefObject<HTMLElement | null>, docked: boolean): void {
  useEffect(() => {
    if (!docked) return;
    const before = document.activeElement;
    const own = root.current;
    own?.focus();
    return () => { if (before instanceof HTMLElement && before.isConnected && (document.activeElement === document.body || own?.contains(document.activeElement))) before.focus({ preventScroll: true }); };
  }, [root, docked]);
}

function focusShown(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.querySelector<HTMLElement>('[data-shown]')?.focus();
}

function focusOpener(event: Event): void {
  event.preventDefault();
  const { opener } = useViewer.getState();
  if (opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
}

interface ShownProps {
  picture: Attachment;
  conversationId: string;
  docked: boolean;
}

function Shown({ picture, conversationId, docked }: ShownProps) {
  const { view, set } = useView(picture);
  const onPhone = useMedia(phone);
  const name = visibleName(picture.name) || t`Photo`;
  const root = useRef<HTMLDivElement>(null);
  useOwnFocus(root, docked);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!byKey(event, set)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const Title = docked ? 'h2' : RadixDialog.Title;
  return (
    // The keys work wherever the focus is inside.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} data-shown className={styles.shown} tabIndex={-1} onKeyDown={onKeyDown}>
      <header className={styles.bar}>
        <Title className="title clip grow">{name}</Title>
        {picture.bytes === undefined || docked || onPhone ? null : <span className="hint small num">{bytesWords(picture.bytes)}</span>}
        {onPhone ? null : <IconButton of={PanelRight} label={docked ? t`Over the whole screen` : t`Beside the conversation`} {...(docked ? {} : { keys: 'O' })} aria-pressed={docked} onClick={() => dockPicture(!docked)} />}
        <IconButton of={X} label={t`Close`} keys="Esc" onClick={closePicture} />
      </header>
      <PictureStage picture={picture} name={name} view={view} onView={set} />
      <div className={styles.tools} role="toolbar" aria-label={t`Photo`}>
        <Steps picture={picture} conversationId={conversationId} />
        <Turning view={view} set={set} />
        <a className={buttonClasses({ size: 'sm', variant: 'ghost', icon: true })} aria-label={t`Download`} title={t`Download`} href={`${picture.url}?download=1`} download={picture.name || true}><Icon of={Download} /></a>
      </div>
    </div>
  );
}

// Beside the thread, where the customer stands otherwise; what is filled in from the photo stands with it.
export function DockedViewer({ children }: { children: ReactNode }) {
  const { picture, in: conversationId } = useViewer();
  if (!picture || conversationId === undefined) return null;
  return <aside className={styles.docked} aria-label={t`Photo`}><Shown picture={picture} conversationId={conversationId} docked /><div className={styles.form}>{children}</div></aside>;
}

export function Viewer({ children }: { children: ReactNode }) {
  const { picture, in: conversationId } = useViewer();
  return (
    <RadixDialog.Root open={picture !== undefined} onOpenChange={(open) => { if (!open) closePicture(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Content className={styles.over} aria-describedby={undefined} onOpenAutoFocus={focusShown} onCloseAutoFocus={focusOpener}>
          {picture && conversationId !== undefined ? <><Shown picture={picture} conversationId={conversationId} docked={false} /><div className={styles.form}>{children}</div></> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
