// The palette and the keys that go somewhere, on a screen without conversations.
import { useLocation } from 'wouter';
import { inboxPath } from '../state/route';
import { useKeys } from '../ui/use_keys';
import { Overlays } from './overlays';
import { useInboxActions } from './use_inbox_keys';

const nothing = () => undefined;
const panels = new Set(['nav', 'context']);

export function ScreenKeys() {
  const [, go] = useLocation();
  const search = (words = ' ') => go(inboxPath({ kind: 'search', of: words }));
  const { palette, keys } = useInboxActions({ conversation: undefined, list: () => null, go, resolve: nothing, toList: nothing, search: () => search() });
  const actions = palette.filter(({ id }) => !panels.has(id));
  useKeys(keys.filter((action) => action.keys !== '[' && action.keys !== ']'));
  return <Overlays actions={actions} conversation={undefined} onOpen={(id) => go(inboxPath({ kind: 'all' }, id))} onSearch={search} />;
}
