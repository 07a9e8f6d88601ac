// The macros, found by typing; Enter runs one on the open conversation.
import * as RadixDialog from '@radix-ui/react-dialog';
import { t } from '@lingui/core/macro';
import { Command } from 'cmdk';
import { WandSparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import type { Conversation } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { clearEarlyLetters, earlyLetters } from '../../state/early_keys';
import { useMacros } from '../../state/macro_list';
import { run } from '../../state/macros';
import { useScreen } from '../../state/screen';
import { Badge } from '../../ui/badge';
import { useFocusBack } from '../../ui/focus_back';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { MacroLines } from './macro_lines';
import styles from './palette.module.css';

const close = () => useScreen.setState({ macros: false });

function Inside({ conversation }: { conversation: Conversation }) {
  const [words, setWords] = useState(earlyLetters);
  const input = useRef<HTMLInputElement>(null);
  const { data: macros } = useMacros();
  useEffect(() => { clearEarlyLetters(); input.current?.setSelectionRange(input.current.value.length, input.current.value.length); }, []);
  return (
    <Command label={t`Run a macro`} loop className={styles.palette}>
      <div className={styles.question}>
        <Icon of={WandSparkles} />
        <Command.Input ref={input} value={words} onValueChange={setWords} placeholder={t`Run a macro`} autoFocus />
        <Badge>{contactName(conversation.contact)} #{conversation.number}</Badge>
      </div>
      <Command.List className={styles.answers}>
        {macros ? <Command.Empty className={styles.none}>{macros.length === 0 ? t`No macros yet.` : t`No macro is called that.`}</Command.Empty> : null}
        <MacroLines onChoose={(macro) => { close(); setTimeout(() => void run(conversation.id, macro), 0); }} />
      </Command.List>
      <footer className={styles.foot}>
        <span className="row tight"><Keys keys="Up+Down" />{t`choose`}</span>
        <span className="row tight"><Keys keys="Enter" />{t`do`}</span>
        <Link href="/settings/macros" className="link end" onClick={close}>{t`Change macros`}</Link>
      </footer>
    </Command>
  );
}

export function MacroPalette({ conversation }: { conversation: Conversation }) {
  const focusBack = useFocusBack();
  return (
    <RadixDialog.Root open onOpenChange={(next) => { if (!next) close(); }}>
      <RadixDialog.Portal>
        <RadixDialog.Overlay className={styles.scrim}>
          <RadixDialog.Content onCloseAutoFocus={focusBack} aria-describedby={undefined} className="grow" style={{ display: 'flex', justifyContent: 'center', maxHeight: '100%' }}>
            <RadixDialog.Title className="sr">{t`Run a macro`}</RadixDialog.Title>
            <Inside conversation={conversation} />
          </RadixDialog.Content>
        </RadixDialog.Overlay>
      </RadixDialog.Portal>
    </RadixDialog.Root>
  );
}
