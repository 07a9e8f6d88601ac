// Before two contacts become one: what that does.
import { t } from '@lingui/core/macro';
import type { Contact } from '../../api/types';
import { contactName } from '../../state/contact_name';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { mergeWords } from './merge_words';

export function MergeDialog({ contact, other, onMerge, onClose }: { contact: Contact; other: Contact; onMerge: () => void; onClose: () => void }) {
  const name = contactName(other);
  const into = contactName(contact);
  const confirm = () => { onClose(); onMerge(); };
  return (
    <Dialog open onClose={onClose} title={t`Join ${name} to ${into}?`} actions={<><Button onClick={onClose}>{t`Cancel`}</Button><Button variant="primary" onClick={confirm}>{t`Join`}</Button></>}>
      {mergeWords(contact, other).map((words) => <p key={words}>{words}</p>)}
    </Dialog>
  );
}
