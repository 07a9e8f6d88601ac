// The button says what happens.
import { t } from '@lingui/core/macro';
import { Megaphone, Send } from 'lucide-react';
import type { ComposeMode } from '../../api/types';
import { Button, ButtonGroup } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { phone, useMedia } from '../../ui/use_media';

export interface SendButtonsProps {
  mode: ComposeMode;
  isPublic: boolean;
  disabled: boolean;
  onSend: (resolve: boolean) => void;
}

export function SendButtons({ mode, isPublic, disabled, onSend }: SendButtonsProps) {
  const onPhone = useMedia(phone);
  if (mode === 'note') return <span className="end"><Button disabled={disabled} onClick={() => onSend(false)}>{t`Save note`}<Keys keys="Ctrl+Enter" /></Button></span>;
  const variant = isPublic ? 'public' : 'primary';
  if (onPhone && isPublic) return <span className="end"><Button variant="public" disabled={disabled} onClick={() => onSend(false)}><Icon of={Megaphone} size={16} />{t`Post publicly`}</Button></span>;
  if (onPhone) return <span className="end"><Button variant="primary" icon disabled={disabled} aria-label={t`Send`} onClick={() => onSend(false)}><Icon of={Send} size={20} /></Button></span>;
  return (
    <span className="end">
      <ButtonGroup>
        <Button variant={variant} disabled={disabled} aria-keyshortcuts="Control+Enter" onClick={() => onSend(false)}>{isPublic ? <><Icon of={Megaphone} size={14} />{t`Post publicly`}</> : t`Send`}<Keys keys="Ctrl+Enter" /></Button>
        <Button variant={variant} disabled={disabled} aria-label={isPublic ? t`Post publicly and resolve` : t`Send and resolve`} aria-keyshortcuts="Control+Shift+Enter" title={t`Send and resolve: Ctrl Shift Enter`} onClick={() => onSend(true)}>{t`and resolve`}</Button>
      </ButtonGroup>
    </span>
  );
}
