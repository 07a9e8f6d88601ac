// Leads to what the platform sent, for those who may see it: it can hold other inboxes' messages.
import { t } from '@lingui/core/macro';
import type { Message } from '../../api/types';
import { useScreen } from '../../state/screen';
import { seesAll, useMe } from '../../state/session';

export function RawLink({ message }: { message: Message }) {
  const me = useMe();
  if (!seesAll(me) || message.deleted_at) return null;
  return <button type="button" className="link" onClick={() => useScreen.setState({ raw: message })}>{t`Show data`}</button>;
}
