// The emoji that a person used last come first.
import { prefer, usePreferences } from './preferences';

const most = 16;

export function useRecentEmoji(): string[] {
  return usePreferences((store) => store.recentEmoji);
}

export function keepRecentEmoji(sign: string): void {
  const { recentEmoji } = usePreferences.getState();
  if (recentEmoji[0] === sign) return;
  void prefer({ recentEmoji: [sign, ...recentEmoji.filter((one) => one !== sign)].slice(0, most) });
}
