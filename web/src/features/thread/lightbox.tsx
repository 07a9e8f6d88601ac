// A picture as large as the screen, and in its true size on a press.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { Download, X } from 'lucide-react';
import { useState } from 'react';
import type { Attachment } from '../../api/types';
import { useScreen } from '../../state/screen';
import { buttonClasses } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon_button';
import { bytesWords } from '../../ui/number_words';
import { visibleName } from '../../ui/visible_name';
import styles from './message.module.css';

function Shown({ attachment, onClose }: { attachment: Attachment; onClose: () => void }) {
  const [whole, setWhole] = useState(false);
  const name = visibleName(attachment.name) || t`Photo`;
  return (
    <>
      <header className={styles.lightboxBar}>
        <RadixDialog.Title className="title clip grow">{name}</RadixDialog.Title>
        {attachment.bytes === undefined ? null : <span className="hint small num">{bytesWords(attachment.bytes)}</span>}
        <a className={buttonClasses({ size: 'sm' })} href={`${attachment.url}?download=1`} download={attachment.name || true}><Icon of={Download} size={14} />{t`Download`}</a>
        <IconButton of={X} label={t`Close`} keys="Esc" onClick={onClose} />
      </header>
      <div className={styles.lightboxBody}>
        <button type="button" aria-label={whole ? t`Fit to the screen` : t`Show in true size`} onClick={() => setWhole(!whole)}>
          <img src={attachment.url} alt={name} className={whole ? styles.whole : undefined} />
        </button>
      </div>
    </>
  );
}

export function Lightbox() {
  const zoomed = useScreen((store) => store.zoomed);
  const close = () => useScreen.setState({ zoomed: undefined });
  return (
    <RadixDialog.Root open={zoomed !== undefined} onOpenChange={(open) => { if (!open) close(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Content className={styles.lightbox} aria-describedby={undefined}>
          {zoomed ? <Shown attachment={zoomed} onClose={close} /> : null}
        </RadixDialog.Content>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
