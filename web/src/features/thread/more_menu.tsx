// What is done with a conversation less often: search in it, hand on a link, take it along as text or on paper, hold it.
import { t } from '@lingui/core/macro';
import { Ellipsis, FileText, Link2, Printer, Scale, Search } from 'lucide-react';
import type { Conversation } from '../../api/types';
import { findIn } from '../../state/find';
import { setHold, useHold } from '../../state/hold';
import { copyLink } from '../../state/message_link';
import { openMenu, useScreen } from '../../state/screen';
import { useMe } from '../../state/session';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuItem, MenuRule } from '../../ui/menu';
import { useKeyOf } from '../../ui/use_key_of';

// Loaded with the menu's other parts: what stands is asked for when somebody looks.
function HoldItem({ id }: { id: string }) {
  const held = useHold(id);
  return <MenuItem of={Scale} onSelect={() => setHold(id, !held)}>{held ? t`End the legal hold` : t`Put under a legal hold`}</MenuItem>;
}

export function MoreMenu({ conversation }: { conversation: Conversation }) {
  const open = useScreen((store) => store.menu === 'more');
  const { id } = conversation;
  const { role } = useMe();
  const findKeys = useKeyOf('find');
  // The menu gives the focus back first; then the field may take it.
  const search = () => void setTimeout(() => findIn(id), 0);
  return (
    <Menu label={t`More`} open={open} onOpenChange={(next) => openMenu(next ? 'more' : undefined)} trigger={<IconButton of={Ellipsis} variant="plain" label={t`More`} />}>
      <MenuItem of={Search} {...(findKeys ? { keys: findKeys } : {})} onSelect={search}>{t`Search in this conversation`}</MenuItem>
      <MenuItem of={Link2} onSelect={() => void copyLink(id)}>{t`Copy link to the conversation`}</MenuItem>
      <MenuRule />
      <MenuItem of={FileText} onSelect={() => void import('./export_text').then(({ exportAsText }) => exportAsText(conversation))}>{t`Export as text`}</MenuItem>
      <MenuItem of={Printer} onSelect={() => void import('./print_thread').then(({ printThread }) => printThread(id))}>{t`Print or save as PDF`}</MenuItem>
      {role === 'admin' ? <><MenuRule /><HoldItem id={id} /></> : null}
    </Menu>
  );
}
