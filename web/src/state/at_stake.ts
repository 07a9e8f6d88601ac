// What a reload of the page would lose, as only this window has it: files on their way up, and a voice being recorded.
import { create } from 'zustand';

export const useAtStake = create<{ files: number; voice: boolean }>(() => ({ files: 0, voice: false }));

export function isAtStake({ files, voice }: { files: number; voice: boolean }): boolean {
  return files > 0 || voice;
}
