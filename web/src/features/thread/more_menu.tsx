// What is done with a conversation less often: hand it over, search in it, hand on a link, run a macro, take it along as
// text or on paper, hold it; and what found no room beside the name.
import { t } from '@lingui/core/macro';
import { CalendarCheck, Combine, Command, Ellipsis, FileText, Flag, Handshake, Link2, Moon, Printer, Scale, Search, Star, Tag, WandSparkles } from 'lucide-react';
import type { Conversation, Macro } from '../../api/types';
import { findIn } from '../../state/find';
import { setHold, useHold } from '../../state/hold';
import { useMacros } from '../../state/macro_list';
import { copyLink } from '../../state/message_link';
import { withPart } from '../../state/parts';
import { openMenu, useScreen, type OpenMenu } from '../../state/screen';
import { useMe } from '../../state/session';
import { follows } from '../../state/follows';
import { follow } from '../../state/together';
import { IconButton } from '../../ui/icon_button';
import { Menu, MenuHeading, MenuItem, MenuRule } from '../../ui/menu';
import { LabelChoices, PriorityChoices } from '../../ui/mark_menus';
import { useKeyOf } from '../../ui/use_key_of';
import { SnoozeItems } from './snooze_menu';

// Loaded with the menu's other parts: what stands is asked for when somebody looks.
function HoldItem({ id }: { id: string }) {
  const held = useHold(id);
  return <MenuItem of={Scale} onSelect={() => setHold(id, !held)}>{held ? t`End the legal hold` : t`Put under a legal hold`}</MenuItem>;
}

// The first few; the rest stands behind the last line.
const mostMacros = 6;

function Macros({ id }: { id: string }) {
  const keys = useKeyOf('macro');
  const macros = useMacros().data ?? [];
  const run = (macro: Macro) => void withPart(() => import('../../state/macros'), (module) => module.run(id, macro));
  return (
    <>
      <MenuRule />
      <MenuHeading>{t`Macros`}</MenuHeading>
      {macros.slice(0, mostMacros).map((macro) => <MenuItem key={macro.id} of={WandSparkles} onSelect={() => run(macro)}>{macro.name}</MenuItem>)}
      <MenuItem {...(keys ? { keys } : {})} onSelect={afterwards(() => useScreen.setState({ macros: true }))}>{t`All macros`}</MenuItem>
    </>
  );
}

// The menu closes, and a moment later gives the focus back; then the next thing may take it.
function afterwards(run: () => void): () => void {
  return () => void setTimeout(() => setTimeout(run, 0), 0);
}

interface Folded {
  // Labels and priority have no button of their own.
  marks: boolean;
  // Snooze and promise neither.
  later: boolean;
}

function FoldedItems({ marks, later }: Folded) {
  const [labels, priority, snooze, promise] = [useKeyOf('labels'), useKeyOf('priority'), useKeyOf('snooze'), useKeyOf('promise')];
  return (
    <>
      {marks ? <><MenuItem of={Tag} {...(labels ? { keys: labels } : {})} onSelect={afterwards(() => openMenu('labels'))}>{t`Labels`}</MenuItem><MenuItem of={Flag} {...(priority ? { keys: priority } : {})} onSelect={afterwards(() => openMenu('priority'))}>{t`Priority`}</MenuItem></> : null}
      {later ? <><MenuItem of={Moon} {...(snooze ? { keys: snooze } : {})} onSelect={afterwards(() => openMenu('snooze'))}>{t`Snooze`}</MenuItem><MenuItem of={CalendarCheck} {...(promise ? { keys: promise } : {})} onSelect={afterwards(() => useScreen.setState({ asking: 'promise' }))}>{t`Promise`}</MenuItem></> : null}
    </>
  );
}

function Together({ conversation }: { conversation: Conversation }) {
  const [transfer, keys, merge] = [useKeyOf('transfer'), useKeyOf('follow'), useKeyOf('merge')];
  const mine = follows(conversation);
  return (
    <>
      <MenuItem of={Handshake} {...(transfer ? { keys: transfer } : {})} onSelect={afterwards(() => useScreen.setState({ asking: 'transfer' }))}>{t`Hand over`}</MenuItem>
      <MenuItem of={Star} {...(keys ? { keys } : {})} onSelect={() => void follow(conversation)}>{mine ? t`No longer follow` : t`Follow`}</MenuItem>
      {conversation.public ? null : <MenuItem of={Combine} {...(merge ? { keys: merge } : {})} onSelect={afterwards(() => useScreen.setState({ asking: 'merge' }))}>{t`Join with…`}</MenuItem>}
    </>
  );
}

function All({ conversation, ...folded }: { conversation: Conversation } & Folded) {
  const { id } = conversation;
  const { role } = useMe();
  const [findKeys, paletteKeys] = [useKeyOf('find'), useKeyOf('palette')];
  return (
    <>
      <FoldedItems {...folded} />
      <Together conversation={conversation} />
      <MenuRule />
      <MenuItem of={Search} {...(findKeys ? { keys: findKeys } : {})} onSelect={afterwards(() => findIn(id))}>{t`Search in this conversation`}</MenuItem>
      <MenuItem of={Link2} onSelect={() => void copyLink(id)}>{t`Copy link to the conversation`}</MenuItem>
      <Macros id={id} />
      <MenuRule />
      <MenuItem of={FileText} onSelect={() => void withPart(() => import('./export_text'), ({ exportAsText }) => exportAsText(conversation))}>{t`Export as text`}</MenuItem>
      <MenuItem of={Printer} onSelect={() => void withPart(() => import('./print_thread'), ({ printThread }) => printThread(id))}>{t`Print or save as PDF`}</MenuItem>
      {role === 'admin' ? <><MenuRule /><HoldItem id={id} /></> : null}
      <MenuRule />
      <MenuItem of={Command} {...(paletteKeys ? { keys: paletteKeys } : {})} onSelect={afterwards(() => useScreen.setState({ palette: true }))}>{t`All actions`}</MenuItem>
    </>
  );
}

type Inside = 'more' | 'labels' | 'priority' | 'snooze';

// What has no button of its own opens here.
function insideOf(menu: OpenMenu | undefined, { marks, later }: Folded): Inside | undefined {
  if (menu === 'more') return menu;
  if (marks && (menu === 'labels' || menu === 'priority')) return menu;
  return later && menu === 'snooze' ? menu : undefined;
}

function insideWords(inside: Inside | undefined): string {
  switch (inside) {
    case 'labels': return t`Labels`;
    case 'priority': return t`Priority`;
    case 'snooze': return t`Snooze`;
    default: return t`More`;
  }
}

export function MoreMenu({ conversation, ...folded }: { conversation: Conversation } & Folded) {
  const inside = insideOf(useScreen((store) => store.menu), folded);
  return (
    <Menu label={insideWords(inside)} open={inside !== undefined} onOpenChange={(next) => openMenu(next ? 'more' : undefined)} trigger={<IconButton of={Ellipsis} variant="plain" label={t`More`} />}>
      {inside === 'labels' ? <LabelChoices conversation={conversation} /> : null}
      {inside === 'priority' ? <PriorityChoices conversation={conversation} /> : null}
      {inside === 'snooze' ? <SnoozeItems conversation={conversation} /> : null}
      {inside === 'more' ? <All conversation={conversation} {...folded} /> : null}
    </Menu>
  );
}
