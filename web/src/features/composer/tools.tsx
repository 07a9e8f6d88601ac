// Beside the send button: files, emoji, and where canned responses are.
import { t } from '@lingui/core/macro';
import { Paperclip, Smile } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { Popover } from '../../ui/popover';
import styles from './composer.module.css';

const EmojiPicker = lazy(async () => ({ default: (await import('../../ui/emoji_picker')).EmojiPicker }));

function EmojiButton({ onChoose }: { onChoose: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover label={t`Emoji`} open={open} onOpenChange={setOpen} align="start" side="top" trigger={<IconButton of={Smile} label={t`Emoji`} keys=":" />}>
      <Suspense fallback={null}><EmojiPicker onChoose={(emoji) => { setOpen(false); onChoose(emoji); }} /></Suspense>
    </Popover>
  );
}

export interface ToolsProps {
  onFiles?: (files: FileList) => void;
  onInsert: (text: string) => void;
}

export function Tools({ onFiles, onInsert }: ToolsProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      {onFiles ? (
        <>
          <input ref={input} type="file" multiple hidden aria-hidden="true" tabIndex={-1} data-testid="file-input" onChange={(event) => { if (event.target.files) onFiles(event.target.files); event.target.value = ''; }} />
          <IconButton of={Paperclip} label={t`Attach files`} onClick={() => input.current?.click()} />
        </>
      ) : null}
      <EmojiButton onChoose={onInsert} />
      <span className={styles.hint}><Keys keys="/" />{t`canned response`}</span>
    </>
  );
}
