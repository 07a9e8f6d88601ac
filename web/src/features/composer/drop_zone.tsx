// Files may be dropped anywhere on the conversation.
import { t } from '@lingui/core/macro';
import { useState, type DragEvent, type ReactNode } from 'react';
import type { Capabilities } from '../../api/types';
import { draftKey } from '../../state/drafts';
import { useScreen } from '../../state/screen';
import styles from './composer.module.css';
import { takeFiles } from './take_files';

export interface DropZoneProps {
  conversationId: string;
  capabilities: Capabilities | undefined;
  children: ReactNode;
}

function holdsFiles(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files');
}

export function DropZone({ conversationId, capabilities, children }: DropZoneProps) {
  const [depth, setDepth] = useState(0);
  const drop = (event: DragEvent) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    setDepth(0);
    const mode = useScreen.getState().modes[conversationId] ?? 'reply';
    if (capabilities && mode === 'reply') takeFiles(draftKey(conversationId, 'reply'), event.dataTransfer.files, capabilities);
  };
  return (
    <div className={styles.zone} onDragEnter={(event) => { if (holdsFiles(event)) setDepth(depth + 1); }} onDragLeave={(event) => { if (holdsFiles(event)) setDepth(Math.max(0, depth - 1)); }} onDragOver={(event) => { if (holdsFiles(event)) event.preventDefault(); }} onDrop={drop}>
      {children}
      {depth > 0 ? <div className={styles.dropping}>{t`Drop to attach`}</div> : null}
    </div>
  );
}
