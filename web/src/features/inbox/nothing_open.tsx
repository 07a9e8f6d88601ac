// Beside the list while no conversation is open: the next customer, what is owed, and the keys that lead there.
import { t } from '@lingui/core/macro';
import { Clock, Coffee, MessagesSquare } from 'lucide-react';
import { Link } from 'wouter';
import type { ActionId } from '../../state/action_table';
import { inboxPath } from '../../state/route';
import { useScreen } from '../../state/screen';
import { mayList, useAccount, useMe } from '../../state/session';
import type { ViewKind } from '../../state/view';
import { useCounts } from '../../state/views';
import { EmptyState } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Keys } from '../../ui/kbd';
import { PhoneLink } from '../../ui/phone_link';
import { useKeyOf } from '../../ui/use_key_of';
import { countWords } from './count_words';
import { viewWords } from './view_words';
import styles from './nothing_open.module.css';

const owed = ['mine', 'unassigned', 'mentions', 'promises', 'failed', 'to_approve'] as const satisfies readonly (ViewKind & ActionId)[];

function Line({ kind }: { kind: (typeof owed)[number] }) {
  const keys = useKeyOf(kind);
  const count = useCounts()[kind];
  if (!count?.total) return null;
  const late = countWords(count.overdue);
  return (
    <li>
      <Link href={inboxPath({ kind })} className={styles.line}>
        <span className="num">{countWords(count.total)}</span>
        <span className="grow clip">{viewWords({ kind })}</span>
        {count.overdue > 0 ? <span className={styles.late}><Icon of={Clock} size={12} />{t`${late} late`}</span> : null}
        {keys ? <Keys keys={keys} /> : null}
      </Link>
    </li>
  );
}

function Owed() {
  const me = useMe();
  const counts = useCounts();
  const kinds = owed.filter((kind) => mayList(me, kind));
  if (!kinds.some((kind) => counts[kind]?.total)) return null;
  return <ul className={styles.owed} aria-label={t`What is owed`}>{kinds.map((kind) => <Line key={kind} kind={kind} />)}</ul>;
}

function Hint({ of, children }: { of: ActionId; children: string }) {
  const keys = useKeyOf(of);
  return keys ? <span className="row tight"><Keys keys={keys} />{children}</span> : null;
}

function NextButton({ onNext, children }: { onNext: () => void; children: string }) {
  const keys = useKeyOf('next');
  return <Button onClick={onNext}>{children}{keys ? <Keys keys={keys} /> : null}</Button>;
}

// "Next" found nobody; that is said until somebody writes or one goes elsewhere.
function Nobody({ onNext }: { onNext: (() => void) | undefined }) {
  return <EmptyState of={Coffee} title={t`Nobody is waiting`} actions={onNext ? <Button variant="primary" onClick={onNext}>{t`Ask again`}</Button> : undefined}>{t`Every customer whom you may help has somebody.`}</EmptyState>;
}

export function NothingOpen({ onNext }: { onNext: (() => void) | undefined }) {
  const { demo } = useAccount();
  const nobody = useScreen((store) => store.nobodyWaits);
  if (nobody) return <Nobody onNext={onNext} />;
  return (
    <div className={styles.pane}>
      <EmptyState of={MessagesSquare} title={t`No conversation is open`} actions={<>{onNext ? <NextButton onNext={onNext}>{t`Next customer`}</NextButton> : null}{demo ? <PhoneLink /> : null}</>}>
        {t`Choose one from the list, or take whoever waits longest for you.`}
      </EmptyState>
      <Owed />
      <p className={styles.keys}>
        <Hint of="next_row">{t`next row`}</Hint>
        <Hint of="open_row">{t`open`}</Hint>
        <Hint of="search">{t`search`}</Hint>
        <Hint of="palette">{t`find any action`}</Hint>
        <Hint of="key_sheet">{t`all keys`}</Hint>
      </p>
    </div>
  );
}
