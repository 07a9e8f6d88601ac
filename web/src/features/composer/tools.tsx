// Beside the send button: files, emoji, and where canned responses and articles are.
import { t } from '@lingui/core/macro';
import { Paperclip, Smile, WandSparkles } from 'lucide-react';
import { Suspense, useRef, useState } from 'react';
import type { Capabilities } from '../../api/types';
import type { Container } from '../../state/recording';
import { useScreen } from '../../state/screen';
import { classes } from '../../ui/classes';
import { IconButton } from '../../ui/icon_button';
import { Keys } from '../../ui/kbd';
import { lazily } from '../../ui/lazily';
import { Popover } from '../../ui/popover';
import { phone, useMedia } from '../../ui/use_media';
import { VoiceButton } from './voice_button';
import styles from './composer.module.css';

const EmojiPicker = lazily(async () => (await import('../../ui/emoji_picker')).EmojiPicker);

function EmojiButton({ onChoose }: { onChoose: (emoji: string) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover label={t`Emoji`} open={open} onOpenChange={setOpen} align="start" side="top" trigger={<IconButton of={Smile} label={t`Emoji`} keys=":" />}>
      <Suspense fallback={null}><EmojiPicker onChoose={(emoji) => { setOpen(false); onChoose(emoji); }} /></Suspense>
    </Popover>
  );
}

export interface ToolsProps {
  // What a channel takes besides text, when something may go along.
  capabilities?: Capabilities;
  onVoice: (container: Container) => void;
  onFiles?: (files: FileList) => void;
  onInsert: (text: string) => void;
}

export function Tools({ capabilities, onFiles, onInsert, onVoice }: ToolsProps) {
  const input = useRef<HTMLInputElement>(null);
  // Elsewhere they stand in the menu of the head.
  const onPhone = useMedia(phone);
  return (
    <>
      {onFiles ? (
        <>
          <input ref={input} type="file" multiple hidden aria-hidden="true" tabIndex={-1} data-testid="file-input" onChange={(event) => { if (event.target.files) onFiles(event.target.files); event.target.value = ''; }} />
          <IconButton of={Paperclip} label={t`Attach files`} onClick={() => input.current?.click()} />
        </>
      ) : null}
      {capabilities ? <VoiceButton capabilities={capabilities} onBegin={onVoice} /> : null}
      <EmojiButton onChoose={onInsert} />
      {onPhone ? <IconButton of={WandSparkles} label={t`Run a macro`} onClick={() => useScreen.setState({ macros: true })} /> : null}
      <span className={styles.hint}><Keys keys="/" />{t`canned response`}</span>
      <span className={classes(styles.hint, styles.hintMore)}><Keys keys="??" />{t`article`}</span>
    </>
  );
}
