// Files on their way to the server, each beside the draft that it will belong to.
import { create } from 'zustand';
import { uploadAttachment } from '../api/attachments';
import { NetworkFailure, Problem } from '../api/problem';
import { isAtStake, useAtStake } from './at_stake';
import { attachToDraft, slotOf } from './drafts';
import { newClientId } from './ids';
import type { SoundForm } from './recording';

export interface Upload {
  id: string;
  draft: string;
  file: File;
  // A recording: the form that the channel takes.
  sound?: SoundForm;
  share: number;
  fault?: 'network' | 'refused';
  problem?: Problem;
  abort: AbortController;
}

export const useUploads = create<{ uploads: Upload[] }>(() => ({ uploads: [] }));

useUploads.subscribe(({ uploads }) => useAtStake.setState({ files: uploads.length }));

// The browser asks first, in its own words.
window.addEventListener('beforeunload', (event) => { if (isAtStake(useAtStake.getState())) event.preventDefault(); });

function update(id: string, change: Partial<Upload>): void {
  useUploads.setState(({ uploads }) => ({ uploads: uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)) }));
}

export function dropUpload(id: string): void {
  useUploads.getState().uploads.find((upload) => upload.id === id)?.abort.abort();
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.id !== id) }));
}

async function run({ id, draft, file, sound, abort }: Upload): Promise<void> {
  try {
    const attachment = await uploadAttachment(file, (share) => update(id, { share }), abort.signal, sound);
    attachToDraft(draft, [...slotOf(draft).attachments, attachment]);
    dropUpload(id);
  } catch (error) {
    if (abort.signal.aborted) return;
    update(id, { fault: error instanceof NetworkFailure ? 'network' : 'refused', ...(error instanceof Problem ? { problem: error } : {}) });
  }
}

export function upload(draft: string, file: File, sound?: SoundForm): void {
  const item: Upload = { id: newClientId(), draft, file, ...(sound ? { sound } : {}), share: 0, abort: new AbortController() };
  useUploads.setState(({ uploads }) => ({ uploads: [...uploads, item] }));
  void run(item);
}

export function uploadAgain(id: string): void {
  const item = useUploads.getState().uploads.find((candidate) => candidate.id === id);
  if (!item) return;
  useUploads.setState(({ uploads }) => ({ uploads: uploads.filter((candidate) => candidate.id !== id) }));
  upload(item.draft, item.file, item.sound);
}
