// The messages of a conversation that hold the words: those on the screen at once, older ones as their pages come in.
import { useEffect, useMemo, useState } from 'react';
import { listMessages } from '../../api/messages';
import type { Message } from '../../api/types';
import { holds } from '../../state/find';
import { compareIds } from '../../state/ids';
import { useThread } from '../../state/threads';

const pageSize = 200;

export interface Matches {
  // Oldest first.
  ids: string[];
  busy: boolean;
  // Older messages could not be looked through.
  partial: boolean;
}

interface Older {
  items: Message[];
  state: 'busy' | 'done' | 'failed';
}

// All that is older than what was loaded when the search began: fetched once, page by page.
function useOlderMessages(conversationId: string, wanted: boolean, from: string | undefined): Older {
  const [older, setOlder] = useState<Older>({ items: [], state: 'done' });
  useEffect(() => {
    if (!wanted || from === undefined) return;
    const run = { stopped: false };
    const read = async () => {
      let before: string | undefined = from;
      setOlder({ items: [], state: 'busy' });
      while (before !== undefined) {
        const page = await listMessages(conversationId, { before, limit: pageSize });
        if (run.stopped) return;
        const more = page.has_more && page.items.length > 0;
        before = more ? page.items[0]?.id : undefined;
        setOlder(({ items }) => ({ items: [...page.items, ...items], state: more ? 'busy' : 'done' }));
      }
    };
    read().catch(() => { if (!run.stopped) setOlder(({ items }) => ({ items, state: 'failed' })); });
    return () => { run.stopped = true; };
  }, [conversationId, wanted, from]);
  return older;
}

export function useMatches(conversationId: string, words: string): Matches {
  const { data: thread } = useThread(conversationId);
  const [start, setStart] = useState<string | undefined>(undefined);
  const asked = words.trim() !== '';
  if (asked && start === undefined && thread?.hasOlder && thread.items[0]) setStart(thread.items[0].id);
  const older = useOlderMessages(conversationId, asked, start);
  const ids = useMemo(() => {
    if (!asked) return [];
    const found = new Set([...older.items, ...(thread?.items ?? [])].filter((message) => holds(message, words)).map(({ id }) => id));
    return [...found].sort(compareIds);
  }, [asked, words, older.items, thread]);
  return { ids, busy: asked && older.state === 'busy', partial: older.state === 'failed' };
}
