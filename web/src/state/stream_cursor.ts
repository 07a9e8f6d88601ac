// Where this browser stands in the account's sequence, and what is still to come.
// Pure: the socket feeds it frames, it answers what to do with them.

export interface StreamItem {
  seq?: number;
  type: string;
  at?: string;
  data: unknown;
}

export type StreamFrame =
  | { type: 'welcome'; seq: number; server_time?: string }
  | { type: 'events'; items: StreamItem[] }
  | { type: 'seq'; seq: number }
  | { type: 'reset'; seq: number }
  | { type: 'pong' };

export interface Cursor {
  // The last sequence number that has been applied; absent before the first welcome.
  seq?: number;
  // Where the server stood when it greeted us: below it we are catching up.
  target?: number;
  started?: number;
}

export interface Step {
  cursor: Cursor;
  apply: StreamItem[];
  // Snapshots must be taken anew: the first welcome, or a cursor that was too old.
  refresh: boolean;
}

export function helloOf(cursor: Cursor): { type: 'hello'; after?: number } {
  return cursor.seq === undefined ? { type: 'hello' } : { type: 'hello', after: cursor.seq };
}

// Ephemeral items have no number; a numbered one that was seen before is a repetition.
function isNews(item: StreamItem, seq: number | undefined): boolean {
  return item.seq === undefined || seq === undefined || item.seq > seq;
}

function afterEvents(cursor: Cursor, items: StreamItem[]): Step {
  const apply = items.filter((item) => isNews(item, cursor.seq));
  const highest = items.reduce((seq, item) => Math.max(seq, item.seq ?? 0), cursor.seq ?? 0);
  return { cursor: { ...cursor, seq: highest }, apply, refresh: false };
}

export function advance(cursor: Cursor, frame: StreamFrame): Step {
  switch (frame.type) {
    case 'welcome': {
      const first = cursor.seq === undefined;
      const seq = cursor.seq ?? frame.seq;
      return { cursor: { seq, target: frame.seq, started: seq }, apply: [], refresh: first };
    }
    case 'events': return afterEvents(cursor, frame.items);
    case 'seq': return { cursor: { ...cursor, seq: Math.max(cursor.seq ?? 0, frame.seq) }, apply: [], refresh: false };
    case 'reset': return { cursor: { seq: frame.seq, target: frame.seq, started: frame.seq }, apply: [], refresh: true };
    default: return { cursor, apply: [], refresh: false };
  }
}

export function behind(cursor: Cursor): { left: number; total: number } {
  const { seq = 0, target = 0, started = seq } = cursor;
  return { left: Math.max(0, target - seq), total: Math.max(0, target - started) };
}
