// The keys and what they do, for the sheet and the palette: one table, in order.
import { t } from '@lingui/core/macro';

export interface KeyLine {
  words: string;
  keys: string;
}

export interface KeyGroup {
  title: string;
  lines: KeyLine[];
}

function walking(): KeyGroup {
  return {
    title: t`Walk`,
    lines: [
      { words: t`Next conversation`, keys: 'J' }, { words: t`Previous conversation`, keys: 'K' }, { words: t`Open the conversation`, keys: 'Enter' }, { words: t`Back to the list`, keys: 'U' },
      { words: t`My work`, keys: 'G I' }, { words: t`Unassigned`, keys: 'G U' }, { words: t`All open`, keys: 'G A' }, { words: t`Snoozed`, keys: 'G Z' },
      { words: t`Resolved`, keys: 'G E' }, { words: t`Live wall`, keys: 'G W' }, { words: t`Search`, keys: '/' },
    ],
  };
}

function doing(): KeyGroup {
  return {
    title: t`Do`,
    lines: [
      { words: t`Reply`, keys: 'R' }, { words: t`Note`, keys: 'N' }, { words: t`Take it myself`, keys: 'Shift+A' }, { words: t`Assign`, keys: 'A' }, { words: t`To a team`, keys: 'T' },
      { words: t`Labels`, keys: 'L' }, { words: t`Priority`, keys: 'P' }, { words: t`Snooze`, keys: 'Z' }, { words: t`Reply to this message`, keys: 'Shift+R' }, { words: t`React to this message`, keys: ':' }, { words: t`Copy link to this message`, keys: '.' }, { words: t`Search in this conversation`, keys: 'Ctrl+F' }, { words: t`Photo beside the conversation`, keys: 'O' }, { words: t`Resolve`, keys: 'E' }, { words: t`Undo`, keys: 'Ctrl+Z' },
    ],
  };
}

function writing(): KeyGroup {
  return {
    title: t`Write`,
    lines: [
      { words: t`Send`, keys: 'Ctrl+Enter' }, { words: t`Send and resolve`, keys: 'Ctrl+Shift+Enter' }, { words: t`Send and next`, keys: 'Ctrl+Alt+Enter' }, { words: t`Take back what was just sent`, keys: 'Ctrl+Z' }, { words: t`Canned response`, keys: '/' }, { words: t`Leave the box, the draft stays`, keys: 'Esc' },
    ],
  };
}

function screen(): KeyGroup {
  return {
    title: t`Screen`,
    lines: [
      { words: t`Find any action`, keys: 'Ctrl+K' }, { words: t`All keys`, keys: '?' }, { words: t`Navigation panel`, keys: '[' }, { words: t`Customer panel`, keys: ']' }, { words: t`Dark or light`, keys: 'D' },
    ],
  };
}

export function keyGroups(): KeyGroup[] {
  return [walking(), doing(), writing(), screen()];
}
