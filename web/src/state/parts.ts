// Parts of the screen that are loaded when they are wanted. After an upgrade the server no longer has those of an older
// page: then the page says so, and nothing else falls over.
import { create } from 'zustand';
import { useAtStake } from './at_stake';
import { backoffMs } from './backoff';
import { saveAllDrafts } from './drafts';

// The server answers, and has not got what this page asks for.
export const useParts = create<{ areGone: boolean }>(() => ({ areGone: false }));

const triesMost = 2;

async function isAnswering(): Promise<boolean> {
  try {
    return (await fetch('/', { method: 'HEAD', cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

// As long as nobody answers it is tried again; undefined when the server answers and the part is gone.
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  for (let attempt = 1, refused = 0; refused < triesMost; attempt += 1) {
    try {
      return await load();
    } catch {
      if (await isAnswering()) refused += 1;
      else await new Promise((resolve) => setTimeout(resolve, backoffMs(attempt)));
    }
  }
  useParts.setState({ areGone: true });
  return undefined;
}

// What a button does with a part: nothing where that is gone, which the page says.
export async function withPart<Part>(load: () => Promise<Part>, run: (part: Part) => unknown): Promise<void> {
  const part = await loadPart(load);
  if (part !== undefined) await run(part);
}

// What is written and not saved stays in the tab (unsaved.ts), and is tried once more on the way. What would be lost was
// said where one asked for it.
export function reloadPage(): void {
  useAtStake.setState({ files: 0, voice: false });
  saveAllDrafts(true);
  location.reload();
}
