// What each action is called, and the sheet of keys made from the one table.
import { t } from '@lingui/core/macro';
import { actions, actionGroups, keysOf, type ActionGroup, type ActionId, type OwnKeys } from './action_table';

export interface KeyLine {
  id: ActionId;
  words: string;
  keys: string;
}

export interface KeyGroup {
  group: ActionGroup;
  title: string;
  lines: KeyLine[];
}

function walkWords(id: ActionId): string | undefined {
  switch (id) {
    case 'next_row': return t`Next conversation`;
    case 'previous_row': return t`Previous conversation`;
    case 'open_row': return t`Open the conversation`;
    case 'to_list': return t`Back to the list`;
    case 'next': return t`Next customer`;
    case 'mine': return t`My work`;
    case 'unassigned': return t`Unassigned`;
    case 'mentions': return t`Mentions`;
    case 'promises': return t`Promises`;
    case 'failed': return t`Not sent`;
    case 'to_approve': return t`To approve`;
    case 'all': return t`All open`;
    case 'snoozed': return t`Snoozed`;
    case 'resolved': return t`Resolved`;
    case 'team_queue': return t`Queue of my team`;
    case 'next_queue': return t`Next queue`;
    case 'previous_queue': return t`Previous queue`;
    case 'in_public': return t`Public conversations`;
    case 'contacts': return t`Contacts`;
    case 'wall': return t`Live wall`;
    case 'search': return t`Search`;
    default: return viewWords(id);
  }
}

// The saved views in the order of the navigation.
function viewWords(id: ActionId): string | undefined {
  const place = /^view_(\d)$/.exec(id)?.[1];
  return place === undefined ? undefined : t`View ${place}`;
}

function doWords(id: ActionId): string | undefined {
  switch (id) {
    case 'pick': return t`Choose the row`;
    case 'extend_down': return t`Choose the next row too`;
    case 'extend_up': return t`Choose the previous row too`;
    case 'pick_all': return t`Choose all`;
    case 'reply': return t`Reply`;
    case 'note': return t`Note`;
    case 'take': return t`Take it myself`;
    case 'assign': return t`Assign`;
    case 'team': return t`To a team`;
    case 'labels': return t`Labels`;
    case 'priority': return t`Priority`;
    case 'snooze': return t`Snooze`;
    case 'promise': return t`Promise`;
    case 'transfer': return t`Hand over`;
    case 'follow': return t`Follow`;
    case 'macro': return t`Run a macro`;
    case 'merge': return t`Join with another conversation`;
    case 'side_question': return t`Ask the back office`;
    case 'resolve': return t`Resolve`;
    case 'resolve_next': return t`Resolve and next customer`;
    case 'spam': return t`Block as spam, or unblock`;
    case 'switch_side': return t`To the private or the public side`;
    case 'hold': return t`Set or end a legal hold`;
    case 'undo': return t`Undo`;
    default: return undefined;
  }
}

function messageWords(id: ActionId): string | undefined {
  switch (id) {
    case 'quote': return t`Reply to this message`;
    case 'react': return t`React to this message`;
    case 'link': return t`Copy link to this message`;
    case 'keep_words': return t`Make a canned response of this message`;
    case 'photo': return t`Photo beside the conversation`;
    case 'find': return t`Search in this conversation`;
    default: return undefined;
  }
}

// In the order of their list.
function macroWords(id: ActionId): string | undefined {
  const place = /^macro_(\d)$/.exec(id)?.[1];
  return place === undefined ? undefined : t`Macro ${place}`;
}

function screenWords(id: ActionId): string | undefined {
  switch (id) {
    case 'send': return t`Send`;
    case 'send_resolve': return t`Send and resolve`;
    case 'send_next': return t`Send and next`;
    case 'send_later': return t`Send later`;
    case 'start': return t`New conversation`;
    case 'take_back': return t`Take back what was just sent`;
    case 'canned': return t`Canned response`;
    case 'article': return t`Article`;
    case 'known': return t`What is known here`;
    case 'macro_in_box': return t`Macros`;
    case 'leave_box': return t`Leave the box, the draft stays`;
    case 'drop_draft': return t`Delete the draft`;
    case 'palette': return t`Find any action`;
    case 'notifications': return t`What concerns me`;
    case 'key_sheet': return t`All keys`;
    case 'nav': return t`Navigation panel`;
    case 'context': return t`Customer panel`;
    case 'dark': return t`Dark or light`;
    case 'settings': return t`Settings`;
    default: return macroWords(id);
  }
}

export function actionWords(id: ActionId): string {
  return walkWords(id) ?? doWords(id) ?? messageWords(id) ?? screenWords(id) ?? '';
}

export function groupWords(group: ActionGroup): string {
  switch (group) {
    case 'walk': return t`Walk`;
    case 'select': return t`Choose`;
    case 'do': return t`Do`;
    case 'write': return t`Write`;
    case 'screen': return t`Screen`;
  }
}

export function keyGroups(own: OwnKeys): KeyGroup[] {
  return actionGroups.map((group) => ({
    group,
    title: groupWords(group),
    lines: actions.filter((entry) => entry.group === group).map((entry) => ({ id: entry.id, words: actionWords(entry.id), keys: keysOf(entry, own) })),
  }));
}
