// The button says what happens; behind its arrow is when, and what after that.
import { t } from '@lingui/core/macro';
import { ChevronDown, Megaphone, Send } from 'lucide-react';
import { Suspense, useState } from 'react';
import type { ComposeMode, Conversation } from '../../api/types';
import { openMenu, useScreen } from '../../state/screen';
import { Button, ButtonGroup, type ButtonVariant } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { lazily } from '../../ui/lazily';
import { Menu } from '../../ui/menu';
import { phone, useMedia } from '../../ui/use_media';
import type { Way } from './use_sending';

const SendChoices = lazily(async () => (await import('./send_choices')).SendChoices);
const PlanDialog = lazily(async () => (await import('./send_choices')).PlanDialog);

export interface SendButtonsProps {
  conversation: Conversation;
  mode: ComposeMode;
  mayPlan: boolean;
  disabled: boolean;
  onSend: (way: Way) => void;
}

function More({ conversation, mayPlan, disabled, variant, onSend }: Omit<SendButtonsProps, 'mode'> & { variant: ButtonVariant }) {
  const open = useScreen((store) => store.menu === 'send');
  const [planning, setPlanning] = useState(false);
  const trigger = <Button icon data-send-menu variant={disabled ? 'plain' : variant} aria-label={t`Send later and more`} title={t`Send later and more`}><Icon of={ChevronDown} size={14} /></Button>;
  return (
    <>
      <Menu label={t`Send later and more`} side="top" open={open} onOpenChange={(next) => openMenu(next ? 'send' : undefined)} trigger={trigger}>
        <Suspense fallback={null}><SendChoices conversation={conversation} mayPlan={mayPlan} disabled={disabled} onSend={onSend} onPlan={() => setPlanning(true)} /></Suspense>
      </Menu>
      {planning ? <Suspense fallback={null}><PlanDialog conversation={conversation} onSend={onSend} onClose={() => setPlanning(false)} /></Suspense> : null}
    </>
  );
}

function WideButtons({ variant, isPublic, disabled, onSend }: { variant: ButtonVariant; isPublic: boolean; disabled: boolean; onSend: (way: Way) => void }) {
  return (
    <>
      <Button variant={variant} disabled={disabled} aria-keyshortcuts="Control+Enter" onClick={() => onSend({ then: 'stay' })}>{isPublic ? <><Icon of={Megaphone} size={14} />{t`Post publicly`}</> : t`Send`}<Keys keys="Ctrl+Enter" /></Button>
      <Button variant={variant} disabled={disabled} aria-label={isPublic ? t`Post publicly and resolve` : t`Send and resolve`} aria-keyshortcuts="Control+Shift+Enter" title={t`Send and resolve: Ctrl Shift Enter`} onClick={() => onSend({ then: 'resolve' })}>{t`and resolve`}</Button>
    </>
  );
}

export function SendButtons(props: SendButtonsProps) {
  const { conversation: { public: isPublic }, mode, disabled, onSend } = props;
  const onPhone = useMedia(phone);
  if (mode === 'note') return <span className="end"><Button disabled={disabled} onClick={() => onSend({ then: 'stay' })}>{t`Save note`}<Keys keys="Ctrl+Enter" /></Button></span>;
  const variant = isPublic ? 'public' : 'primary';
  const small = isPublic
    ? <Button variant="public" disabled={disabled} onClick={() => onSend({ then: 'stay' })}><Icon of={Megaphone} size={16} />{t`Post publicly`}</Button>
    : <Button variant="primary" icon disabled={disabled} aria-label={t`Send`} onClick={() => onSend({ then: 'stay' })}><Icon of={Send} size={20} /></Button>;
  return (
    <span className="end">
      <ButtonGroup>
        {onPhone ? small : <WideButtons variant={variant} isPublic={isPublic} disabled={disabled} onSend={onSend} />}
        <More {...props} variant={variant} />
      </ButtonGroup>
    </span>
  );
}
